using System.Buffers.Binary;
using System.Text;
using MerExperiments.Storage;

namespace MerExperiments.Media;

/// <summary>Reads WAV files as mono float, at 16 kHz or another rate, and writes 16-bit mono ones.</summary>
/// <remarks>Read: integers of 8, 16, 24 and 32 bits, floats of 32 and 64, plain or WAVE_FORMAT_EXTENSIBLE; any number of channels, which are
/// averaged; any rate from 1 to 768 kHz, which is resampled by a windowed-sinc polyphase filter. Unknown chunks are skipped.</remarks>
public static class WavFile
{
    /// <summary>The size an unseekable writer leaves in the header: the samples go on to the end of the file.</summary>
    private const uint UnknownSize = uint.MaxValue;

    /// <summary>Reads a clip at 16 kHz, or at another rate.</summary>
    /// <exception cref="ClipException">The file is missing, empty, not a WAV file, cut short, of an unknown format, without samples, or holds NaN or infinity.</exception>
    public static Waveform Read(string path, int sampleRateHz = Waveform.EncoderRateHz) => Read(path, sampleRateHz, TimeSpan.MaxValue);

    /// <summary>As above; a clip that plays longer is refused.</summary>
    internal static Waveform Read(string path, int sampleRateHz, TimeSpan longest)
    {
        byte[] bytes = Bytes(path);
        CheckRiff(bytes, path);
        (WavFormat format, ReadOnlyMemory<byte> data) = Chunks(bytes, path);
        return (double)data.Length / format.FrameBytes / format.SampleRateHz <= longest.TotalSeconds
            ? Waveform.Decoded(path, SampleDecoder.Mono(data.Span, format), format.SampleRateHz).At(sampleRateHz)
            : throw ClipException.TooLong(path, longest);
    }

    /// <summary>Writes 16-bit mono PCM; samples beyond full scale are clipped.</summary>
    public static void Write(Stream stream, Waveform waveform)
    {
        ReadOnlySpan<float> samples = waveform.Samples.Span;
        byte[] bytes = new byte[44 + (2 * samples.Length)];
        Span<byte> header = bytes;
        Encoding.ASCII.GetBytes("RIFF    WAVEfmt ", header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], bytes.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], 1 | (1 << 16));
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], waveform.SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], waveform.SampleRateHz * 2);
        BinaryPrimitives.WriteInt32LittleEndian(header[32..], 2 | (16 << 16));
        Encoding.ASCII.GetBytes("data", header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            int value = (int)MathF.Round(Math.Clamp(samples[i], -1, 1) * short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(header[(44 + (2 * i))..], (short)value);
        }

        stream.Write(bytes);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return RegularFile.WhyNot(path) is { } reason ? throw new ClipException(path, reason) : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClipException(path, "does not exist; a WAV file is expected here", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ClipException(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static void CheckRiff(byte[] bytes, string path)
    {
        if (bytes.Length == 0)
        {
            throw new ClipException(path, "has 0 bytes; a WAV file has 44 or more");
        }

        if (bytes.Length >= 12 && bytes.AsSpan(0, 4).SequenceEqual("RIFF"u8) && bytes.AsSpan(8, 4).SequenceEqual("WAVE"u8))
        {
            return;
        }

        string what = bytes.Take(512).All(ClipFile.IsText) ? "is really text" : "is not a WAV file";
        throw new ClipException(path, $"{what}: it starts with \"{ClipFile.Shown(bytes)}\"; a WAV file starts with RIFF, a size and WAVE");
    }

    private static (WavFormat Format, ReadOnlyMemory<byte> Data) Chunks(byte[] bytes, string path)
    {
        WavFormat? format = null;
        for (long at = 12; at + 8 <= bytes.Length;)
        {
            ReadOnlySpan<byte> id = bytes.AsSpan((int)at, 4);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at + 4));
            long held = bytes.Length - at - 8;
            if (id.SequenceEqual("fmt "u8))
            {
                format = WavFormat.Parse(bytes.AsSpan((int)at + 8, (int)Math.Min(size, held)), path);
            }
            else if (id.SequenceEqual("data"u8))
            {
                WavFormat known = format ?? throw new ClipException(path, "has samples before any fmt chunk; the fmt chunk must come first");
                return (known, Data(bytes, (int)at + 8, size, held, known, path));
            }

            // In 64 bits: in 32 a size near their end would step on the spot, or back.
            at += 8L + size + (size & 1);
        }

        throw new ClipException(path, format is null ? "has no fmt chunk; a WAV file must have one" : "has no data chunk; it holds no samples");
    }

    private static ReadOnlyMemory<byte> Data(byte[] bytes, int start, uint size, long held, WavFormat format, string path)
    {
        long length = size == UnknownSize ? held : size;
        return length <= held
            ? bytes.AsMemory(start, (int)(length / format.FrameBytes * format.FrameBytes))
            : throw new ClipException(
                path, FormattableString.Invariant($"is truncated: its header claims {size} bytes of samples, the file holds {held}"));
    }
}
