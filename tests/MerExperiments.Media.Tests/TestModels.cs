using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests;

/// <summary>The built-in models and those of cards in some folders.</summary>
internal static class TestModels
{
    public static MediaModels<IDenoiser> Denoisers(string root, params string[] cards) =>
        new("denoiser", root, BuiltInDenoisers.All.Select(card => card.ToModel()), cards, path => DenoiserCard.Read(path).ToModel());

    public static MediaModels<ITranscriber> Transcribers(string root, params string[] cards) =>
        new("transcriber", root, [], cards, path => TranscriberCard.Read(path).ToModel());

    public static MediaModels<IFaceDetector> Detectors(string root) => new("face detector", root, FaceDetectors.All);
}
