using System.Text.RegularExpressions;

namespace MerExperiments.Media.Decoding;

/// <summary>Turns what ffmpeg complains of into the sentence that quarantines a clip.</summary>
internal static partial class Refusal
{
    /// <summary>What ffmpeg says of a track that is declared and holds nothing.</summary>
    private const string NothingDecoded = "Cannot determine format of input";

    /// <summary>The refusal of a clip whose decoding drew complaints or gave nothing.</summary>
    /// <param name="clip">The clip and the tools.</param>
    /// <param name="track">The track that was wanted: <c>audio</c> or <c>video</c>.</param>
    /// <param name="gaveAnything">Whether anything was decoded.</param>
    /// <param name="complaints">ffmpeg's complaints, in their order.</param>
    public static ClipException Of(OpenedClip clip, string track, bool gaveAnything, IReadOnlyList<string> complaints)
    {
        if (!gaveAnything && LacksTrack(clip, track))
        {
            return new ClipException(clip.Path, $"has no {track} track; what is asked for needs one");
        }

        string unit = track == "audio" ? "sample" : "frame";
        bool empty = complaints.Count == 0 || (!gaveAnything && complaints[0].Contains(NothingDecoded, StringComparison.Ordinal));
        return new ClipException(clip.Path, empty ? $"it holds no {unit}s; a clip must hold at least one" : Reason(clip.Path, complaints));
    }

    /// <summary>What the first complaint says, without memory addresses and the file's own name.</summary>
    /// <remarks>The first, for it is the cause; later ones depend on when decoding was stopped.</remarks>
    public static string Reason(string path, IReadOnlyList<string> complaints)
    {
        string first = complaints[0];
        return Unlisted().Match(first) is { Success: true } match
            ? $"is of the kind {match.Groups[1].Value}; a clip must be of one of: {FFmpegArguments.Containers.Replace(",", ", ")}"
            : $"is damaged or cut short: ffmpeg says \"{Cleaned(path, first)}\"; a clip must decode whole";
    }

    private static string Cleaned(string path, string complaint) =>
        Address().Replace(complaint, "$1: ").Replace($"file:{Path.GetFullPath(path)}", "the file", StringComparison.Ordinal).Trim();

    private static bool LacksTrack(OpenedClip clip, string track)
    {
        ContainerFacts? facts = ContainerFacts.TryRead(clip);
        return facts is not null && (track == "audio" ? facts.Audio is null : facts.Video is null);
    }

    [GeneratedRegex(@"\[([^\]@]+) @ [^\]]*\]\s*")]
    private static partial Regex Address();

    [GeneratedRegex(@"\[([^\]@ ]+) @ [^\]]*\] Format not on whitelist")]
    private static partial Regex Unlisted();
}
