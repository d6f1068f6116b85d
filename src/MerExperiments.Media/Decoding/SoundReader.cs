using System.Buffers;

namespace MerExperiments.Media.Decoding;

/// <summary>Reads the sound of a clip of any container as mono float: the first audio track, the mean of its channels.</summary>
/// <remarks>WAV files are read by <see cref="WavFile"/>, without a process. All others are decoded by ffmpeg at their own rate and resampled here,
/// by the same filter as WAV files: the same sound gives the same samples from any container and any version of ffmpeg. The duration is that of
/// what was decoded, whatever the container claims. Safe for several threads.</remarks>
public static class SoundReader
{
    /// <summary>What one array of samples can hold with room to grow; ten minutes at the highest rate are less.</summary>
    private const int MostSamples = 500_000_000;

    /// <summary>Reads a clip's sound.</summary>
    /// <param name="path">The clip.</param>
    /// <param name="sampleRateHz">The rate wanted, 1,000 to 768,000.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <exception cref="ClipException">The file is missing, unreadable, no clip, without an audio track or samples, damaged or truncated, too long, or holds
    /// NaN or infinity.</exception>
    /// <exception cref="InvalidInputException">ffmpeg is needed and not installed, or an option is out of its range.</exception>
    public static Waveform Read(
        string path, int sampleRateHz = Waveform.EncoderRateHz, DecodingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, WavFormat.LowestRateHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRateHz, WavFormat.HighestRateHz);
        options ??= DecodingOptions.Default;
        if (!ClipFile.IsWav(path, options.KeepDamaged))
        {
            return Decoded(OpenedClip.Of(path, options, cancellation)).At(sampleRateHz);
        }

        return WavFile.Read(path, sampleRateHz, options.LongestClip);
    }

    private static Waveform Decoded(OpenedClip clip)
    {
        using FFmpegProcess process = clip.Decode(null, "-map", "0:a:0", "-vn", "-bitexact", "-c:a", "pcm_f32le", "-f", "wav");
        var stream = new WavStream(process.Output, clip.Path);
        float[] mono = stream.ReadHeader() is { } format ? Samples(stream, format, process, clip) : [];
        IReadOnlyList<string> complaints = clip.Stops(process) ? process.Complaints : process.Finish();
        return mono.Length > 0 && (complaints.Count == 0 || clip.Options.KeepDamaged)
            ? Waveform.Decoded(clip.Path, mono, stream.SampleRateHz)
            : throw Refusal.Of(clip, "audio", mono.Length > 0, complaints);
    }

    private static float[] Samples(WavStream stream, WavFormat format, FFmpegProcess process, OpenedClip clip)
    {
        double most = Math.Min(clip.Options.LongestClip.TotalSeconds * format.SampleRateHz, MostSamples);
        var mono = new ArrayBufferWriter<float>(format.SampleRateHz);
        while (stream.ReadMono(format, mono) && !clip.Stops(process))
        {
            if (mono.WrittenCount > most)
            {
                throw ClipException.TooLong(clip.Path, clip.Options.LongestClip);
            }
        }

        return mono.WrittenSpan.ToArray();
    }
}
