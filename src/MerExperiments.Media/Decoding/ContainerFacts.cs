using System.Globalization;
using System.Text.Json;
using FFMpegCore;
using FFMpegCore.Exceptions;

namespace MerExperiments.Media.Decoding;

/// <summary>What ffprobe reads from a container without decoding.</summary>
/// <param name="Container">ffmpeg's name of the format, e.g. <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="ClaimedDuration">How long it says it plays; null where it does not say.</param>
/// <param name="Audio">The first audio track, or null.</param>
/// <param name="Video">The first video track, or null.</param>
internal sealed record ContainerFacts(string Container, TimeSpan? ClaimedDuration, AudioTrack? Audio, VideoTrack? Video)
{
    /// <summary>Asks ffprobe.</summary>
    /// <exception cref="ClipException">It cannot open the file.</exception>
    public static ContainerFacts Read(OpenedClip clip)
    {
        (string json, IReadOnlyList<string> complaints) = Ask(clip);
        return Parse(json) ?? throw Refused(clip.Path, complaints);
    }

    /// <summary>As <see cref="Read"/>; null where ffprobe cannot open the file.</summary>
    public static ContainerFacts? TryRead(OpenedClip clip) => Parse(Ask(clip).Json);

    private static ClipException Refused(string path, IReadOnlyList<string> complaints) =>
        new(path, complaints.Count == 0 ? "is no media file that ffprobe knows" : Refusal.Reason(path, complaints));

    private static (string Json, IReadOnlyList<string> Complaints) Ask(OpenedClip clip)
    {
        string[] arguments = ["-hide_banner", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", .. FFmpegArguments.Input(clip.Path)];
        using var process = new FFmpegProcess(clip.Tools.FFprobePath, arguments, null, clip.Cancellation);
        using var reader = new StreamReader(process.Output);
        string json = reader.ReadToEnd();
        return (json, process.Finish());
    }

    private static ContainerFacts? Parse(string json)
    {
        try
        {
            FFProbeAnalysis raw = FFProbe.FromJson(json).Raw;
            return new ContainerFacts(
                raw.Format!.FormatName ?? "",
                Seconds(raw.Format.Duration),
                raw.Streams.Where(stream => stream.CodecType == "audio").Select(Audible).FirstOrDefault(),
                raw.Streams.Where(IsMovingPicture).Select(Visible).FirstOrDefault());
        }
        catch (Exception e) when (e is JsonException or FFMpegException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static AudioTrack Audible(FFProbeStream stream) =>
        new(stream.CodecName ?? "unknown", int.TryParse(stream.SampleRate, CultureInfo.InvariantCulture, out int rateHz) ? rateHz : 0, stream.Channels ?? 0);

    private static VideoTrack Visible(FFProbeStream stream) =>
        new(stream.CodecName ?? "unknown", stream.Width ?? 0, stream.Height ?? 0, Ratio(stream.AvgFrameRate));

    private static bool IsMovingPicture(FFProbeStream stream) =>
        stream.CodecType == "video" && stream.Disposition?.GetValueOrDefault("attached_pic") is not 1;

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Ratio(string? text) =>
        text?.Split('/') is [string up, string down]
        && double.TryParse(up, CultureInfo.InvariantCulture, out double over)
        && double.TryParse(down, CultureInfo.InvariantCulture, out double under)
        && over > 0 && under > 0
            ? over / under
            : null;
}
