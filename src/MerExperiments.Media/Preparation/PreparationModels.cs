using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Transcripts;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>The models that can prepare clips, by name.</summary>
/// <param name="Denoisers">What takes noise out of sound.</param>
/// <param name="Transcribers">What recognises speech.</param>
/// <param name="FaceDetectors">What finds faces.</param>
public sealed record PreparationModels(MediaModels<IDenoiser> Denoisers, MediaModels<ITranscriber> Transcribers, MediaModels<IFaceDetector> FaceDetectors)
{
    /// <summary>The models of a workspace: those registered, and those its cards describe.</summary>
    /// <param name="modelsRoot">The folder that model files are relative to; the setting models.root.</param>
    /// <param name="denoiserCards">Where <c>*.denoiser.json</c> lie.</param>
    /// <param name="transcriberCards">Where <c>*.transcriber.json</c> lie.</param>
    /// <param name="denoisers">Those registered.</param>
    /// <param name="transcribers">Those registered.</param>
    /// <param name="faceDetectors">Those registered.</param>
    public static PreparationModels Of(
        string modelsRoot,
        string denoiserCards,
        string transcriberCards,
        IEnumerable<MediaModel<IDenoiser>> denoisers,
        IEnumerable<MediaModel<ITranscriber>> transcribers,
        IEnumerable<MediaModel<IFaceDetector>> faceDetectors) => new(
            new MediaModels<IDenoiser>("denoiser", modelsRoot, denoisers, [denoiserCards], path => DenoiserCard.Read(path).ToModel()),
            new MediaModels<ITranscriber>("transcriber", modelsRoot, transcribers, [transcriberCards], path => TranscriberCard.Read(path).ToModel()),
            new MediaModels<IFaceDetector>("face detector", modelsRoot, faceDetectors));

    /// <summary>The cards that cannot be used.</summary>
    public IReadOnlyList<FaultyCard> Faulty => [.. Denoisers.Faulty, .. Transcribers.Faulty];
}
