using System.Buffers.Binary;

namespace MerExperiments.Media;

/// <summary>What a WAV file's fmt chunk says.</summary>
/// <param name="Encoding">1 for integers, 3 for floats; the sub-format where the chunk is extensible.</param>
/// <param name="Channels">Interleaved channels.</param>
/// <param name="SampleRateHz">Frames per second.</param>
/// <param name="BitsPerSample">Bits per channel as stored.</param>
internal readonly record struct WavFormat(int Encoding, int Channels, int SampleRateHz, int BitsPerSample)
{
    /// <summary>The lowest sample rate that is read or asked for.</summary>
    public const int LowestRateHz = 1000;

    /// <summary>The highest.</summary>
    public const int HighestRateHz = 768_000;

    private const int Extensible = 0xFFFE;

    /// <summary>Bytes per frame.</summary>
    public int FrameBytes => Channels * BitsPerSample / 8;

    /// <summary>Reads and checks the chunk.</summary>
    /// <exception cref="ClipException">The format is not one that is read here.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk, string path)
    {
        if (chunk.Length < 16)
        {
            throw new ClipException(path, $"its fmt chunk has {chunk.Length} bytes; it must have 16 or more");
        }

        int encoding = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        encoding = encoding == Extensible && chunk.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]) : encoding;
        var format = new WavFormat(
            encoding,
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]),
            BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]));
        return format.Problem() is { } problem ? throw new ClipException(path, problem) : format;
    }

    private string? Problem() => (Encoding, BitsPerSample) switch
    {
        (1, 8 or 16 or 24 or 32) or (3, 32 or 64) when Channels < 1 => "it has 0 channels; it must have 1 or more",
        (1, 8 or 16 or 24 or 32) or (3, 32 or 64) when SampleRateHz is < LowestRateHz or > HighestRateHz =>
            FormattableString.Invariant($"its sample rate is {SampleRateHz} Hz; it must lie in 1,000 to 768,000"),
        (1, 8 or 16 or 24 or 32) or (3, 32 or 64) => null,
        _ => FormattableString.Invariant(
            $"its samples are {BitsPerSample}-bit of encoding {Encoding}; they must be integers (1) of 8, 16, 24 or 32 bits or floats (3) of 32 or 64"),
    };
}
