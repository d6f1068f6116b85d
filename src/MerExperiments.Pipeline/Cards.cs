using MerExperiments.Encoders;
using MerExperiments.Media.Decoding;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>What a workspace's cards describe.</summary>
public static class Cards
{
    /// <summary>The encoders of a workspace: the built-in ones and those with a card in <c>datasets/encoders</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that the cards' model files are relative to.</param>
    /// <param name="notice">Told in a sentence of a written graph that was damaged; null for nobody.</param>
    public static EncoderRegistry Encoders(Workspace workspace, string modelsRoot, Action<string>? notice = null) =>
        new(new EncoderFolders(modelsRoot, Path.Combine(workspace.Features, "graphs"), workspace.EncoderCards), notice);

    /// <summary>The version of the ffmpeg that decodes clips.</summary>
    /// <exception cref="InvalidInputException">It is not installed; the sentence says how to install it.</exception>
    public static string FFmpegVersion() => FFmpegTools.Find().Version;
}
