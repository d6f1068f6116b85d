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
    public static KnownNames KnownNames(Workspace workspace)
    {
        EncoderRegistry encoders = Encoders(workspace, workspace.Root);
        DenoiserRegistry denoisers = Denoisers(workspace, workspace.Root);
        TranscriberRegistry transcribers = Transcribers(workspace, workspace.Root);
        return new KnownNames(encoders.Names, [.. Heads.All.Select(head => head.Name)], Tuners.Names, EnsembleMethods.Names)
        {
            Denoisers = denoisers.Names,
            FaceDetectors = FaceDetectors.Names,
            Transcribers = transcribers.Names,
            FrameEncoders = FrameEncodersOf(encoders),
            FaultyCards = [.. encoders.Faulty, .. denoisers.Faulty, .. transcribers.Faulty],
        };
    }

    /// <summary>The encoders of sound whose frames can be read before they are pooled; one whose graph pools them itself has none.</summary>
    private static IReadOnlyList<string> FrameEncodersOf(EncoderRegistry encoders) =>
        [.. encoders.Names.Where(name => encoders[name] is { Modality: Modality.Audio, Pooling: not EncoderPooling.None })];

    /// <summary>The denoisers of a workspace: the built-in ones and those with a card in <c>datasets/denoisers</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that the cards' model files are relative to.</param>
    public static DenoiserRegistry Denoisers(Workspace workspace, string modelsRoot) => new(modelsRoot, [workspace.DenoiserCards]);

    /// <summary>The transcribers of a workspace: those with a card in <c>datasets/transcribers</c>.</summary>
    /// <inheritdoc cref="Denoisers"/>
    public static TranscriberRegistry Transcribers(Workspace workspace, string modelsRoot) => new(modelsRoot, [workspace.TranscriberCards]);

    /// <summary>The encoders of a workspace: the built-in ones and those with a card in <c>datasets/encoders</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that the cards' model files are relative to.</param>
    public static EncoderRegistry Encoders(Workspace workspace, string modelsRoot) =>
        new(new EncoderFolders(modelsRoot, Path.Combine(workspace.Features, "graphs"), workspace.EncoderCards));

    /// <summary>The version of the ffmpeg that decodes clips.</summary>
    /// <exception cref="InvalidInputException">It is not installed; the sentence says how to install it.</exception>
    public static string FFmpegVersion() => FFmpegTools.Find().Version;
}
