using System.Buffers.Binary;

namespace MerExperiments.Media.Tests;

/// <summary>Builds WAV files byte by byte, good and bad ones.</summary>
internal sealed class WavBytes
{
    public int Encoding { get; init; } = 1;

    public int Channels { get; init; } = 1;

    public int RateHz { get; init; } = 16_000;

    public int Bits { get; init; } = 16;

    public bool Extensible { get; init; }

    public uint? ClaimedSize { get; init; }

    public byte[] With(byte[] data)
    {
        byte[] format = new byte[Extensible ? 40 : 16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)(Extensible ? 0xFFFE : Encoding));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)Channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), RateHz);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), RateHz * Channels * Bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(Channels * Bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)Bits);
        if (Extensible)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(24), (ushort)Encoding);
        }

        byte[] chunks = [.. "WAVE"u8, .. Chunk("fmt "u8, format, null), .. Chunk("junk"u8, [1, 2, 3], null), .. Chunk("data"u8, data, ClaimedSize)];
        return Chunk("RIFF"u8, chunks, null);
    }

    public static byte[] Shorts(params IEnumerable<int> samples) => [.. samples.SelectMany(sample => BitConverter.GetBytes((short)sample))];

    private static byte[] Chunk(ReadOnlySpan<byte> id, byte[] content, uint? claimed) =>
        [.. id, .. BitConverter.GetBytes(claimed ?? (uint)content.Length), .. content, .. new byte[content.Length % 2]];
}
