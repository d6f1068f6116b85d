using System.Globalization;

namespace MerExperiments.Media.Decoding;

/// <summary>Reads the frames of a clip of any container one by one: its first video track that is not a cover picture.</summary>
/// <remarks>Only the frame being handed on is in memory; ffmpeg waits while the caller works. Choosing and scaling happen in ffmpeg, so that only
/// the chosen frames are converted. Safe for several threads.</remarks>
public static class VideoReader
{
    /// <summary>Reads a clip's frames. The file and the tools are checked at once, decoding starts with the first frame asked for.</summary>
    /// <param name="path">The clip.</param>
    /// <param name="sampling">Which frames.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <returns>One or more frames in their order. A fault late in the clip is thrown after the frames before it; leaving early ends ffmpeg.</returns>
    /// <exception cref="ClipException">The file is missing, unreadable, no clip, without a video track or frames, damaged or truncated, or too long.</exception>
    /// <exception cref="InvalidInputException">ffmpeg is not installed, or an option is out of its range.</exception>
    public static IEnumerable<VideoFrame> Read(
        string path, FrameSampling sampling, DecodingOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodingOptions.Default;
        OpenedClip clip = OpenedClip.Of(path, options, cancellation);
        return ClipFile.IsWav(path, options.KeepDamaged) ? throw new ClipException(path, "has no video track; what is asked for needs one") : Frames(clip, sampling);
    }

    /// <summary>Decodes a clip without converting a picture, to know its true number of frames and how long they play; stops where it plays too long.</summary>
    internal static (int Frames, TimeSpan Duration) Measure(OpenedClip clip)
    {
        using var tooLong = new CancellationTokenSource();
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(clip.Cancellation, tooLong.Token);
        var times = new FrameTimes(keeps: false, clip.Options.LongestClip, tooLong.Cancel);
        try
        {
            using FFmpegProcess process = Started(clip with { Cancellation = stops.Token }, times, "0");
            IReadOnlyList<string> complaints = process.Finish();
            Check(clip, times.ReadCount, complaints);
            return times.Played <= clip.Options.LongestClip
                ? (times.ReadCount, times.Played)
                : throw ClipException.TooLong(clip.Path, clip.Options.LongestClip);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested && !clip.Cancellation.IsCancellationRequested)
        {
            throw ClipException.TooLong(clip.Path, clip.Options.LongestClip);
        }
    }

    private static IEnumerable<VideoFrame> Frames(OpenedClip clip, FrameSampling sampling)
    {
        int count = sampling.NeedsCount ? Measure(clip).Frames : 0;
        var times = new FrameTimes();
        using FFmpegProcess process = Started(clip, times, sampling.Expression(count) ?? "1");
        var pictures = new PictureStream(process.Output, clip.Path);
        int kept = 0;
        for (; !clip.Stops(process) && pictures.Read() is { } picture; kept++)
        {
            (int index, TimeSpan time) = times.NextKept();
            yield return times.Played <= clip.Options.LongestClip
                ? new VideoFrame(picture, index, time)
                : throw ClipException.TooLong(clip.Path, clip.Options.LongestClip);
        }

        Check(clip, kept, clip.Stops(process) ? process.Complaints : process.Finish());
    }

    private static void Check(OpenedClip clip, int frames, IReadOnlyList<string> complaints)
    {
        if (frames == 0 || (complaints.Count > 0 && !clip.Options.KeepDamaged))
        {
            throw Refusal.Of(clip, "video", frames > 0, complaints);
        }
    }

    private static FFmpegProcess Started(OpenedClip clip, FrameTimes times, string expression)
    {
        string filters = Filters(expression, clip.Options.LargestSidePixels);
        return clip.Decode(times.Take, ["-map", "0:V:0", "-an", "-vf", filters, .. clip.Tools.AllFrames, "-c:v", "ppm", "-pix_fmt", "rgb24", "-f", "image2pipe"]);
    }

    /// <summary>Note the frame, choose, note it again, scale.</summary>
    private static string Filters(string expression, int side) => string.Create(
        CultureInfo.InvariantCulture,
        $"{FrameTimes.Filter("add", "read")},select='{expression}',{FrameTimes.Filter("modify", "kept")},"
        + $"scale=w='min(iw,{side})':h='min(ih,{side})':force_original_aspect_ratio=decrease:flags=bicubic");
}

/// <summary>One frame of a clip.</summary>
/// <param name="Picture">What it shows, upright: a rotation that the container asks for is done.</param>
/// <param name="Index">Its place among all frames of the clip that can be decoded, from 0.</param>
/// <param name="Time">When it is shown, from the clip's start.</param>
public sealed record VideoFrame(Picture Picture, int Index, TimeSpan Time);
