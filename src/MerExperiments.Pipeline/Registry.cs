using MerExperiments.Encoders;
using MerExperiments.Fusion;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Transcripts;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Pipeline.Stages;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline;

/// <summary>The names that a configuration may use, gathered from the rooms that register them.</summary>
public static class Registry
{
    /// <summary>All names: the built-in encoders and those with a card in the workspace, heads, tuners, ensemble methods.</summary>
    public static KnownNames KnownNames(Workspace workspace) => new(
        Encoders(workspace, workspace.Root).Names, [.. Heads.All.Select(head => head.Name)], Tuners.Names, EnsembleMethods.Names)
    {
        Denoisers = Denoisers(workspace, workspace.Root).Names,
        FaceDetectors = FaceDetectors.Names,
        Transcribers = Transcribers(workspace, workspace.Root).Names,
        FrameEncoders = FrameEncodersOf(Encoders(workspace, workspace.Root)),
    };

    /// <summary>The encoders of sound whose frames can be read before they are pooled; one whose graph pools them itself has none.</summary>
    private static IReadOnlyList<string> FrameEncodersOf(EncoderRegistry encoders) =>
        [.. encoders.Names.Where(name => encoders[name] is { Modality: Modality.Audio, Pooling: not EncoderPooling.None })];

    /// <summary>The denoisers of a workspace: the built-in ones and those with a card in <c>datasets/denoisers</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that the cards' model files are relative to.</param>
    /// <exception cref="InvalidInputException">A card is faulty.</exception>
    public static DenoiserRegistry Denoisers(Workspace workspace, string modelsRoot) => new(modelsRoot, [workspace.DenoiserCards]);

    /// <summary>The transcribers of a workspace: those with a card in <c>datasets/transcribers</c>.</summary>
    /// <inheritdoc cref="Denoisers"/>
    public static TranscriberRegistry Transcribers(Workspace workspace, string modelsRoot) => new(modelsRoot, [workspace.TranscriberCards]);

    /// <summary>The encoders of a workspace: the built-in ones and those with a card in <c>datasets/encoders</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that the cards' model files are relative to.</param>
    /// <param name="notice">Told in a sentence of a written graph that was damaged; null for nobody.</param>
    /// <exception cref="InvalidInputException">A card is faulty.</exception>
    public static EncoderRegistry Encoders(Workspace workspace, string modelsRoot, Action<string>? notice = null) =>
        new(new EncoderFolders(modelsRoot, Path.Combine(workspace.Features, "graphs"), workspace.EncoderCards), notice);

    /// <summary>The version of the ffmpeg that decodes clips.</summary>
    /// <exception cref="InvalidInputException">It is not installed; the sentence says how to install it.</exception>
    public static string FFmpegVersion() => FFmpegTools.Find().Version;
}
