using System.Text;

namespace MerExperiments.Tokenizers.Tests;

/// <summary>Writes a SentencePiece .model byte by byte, by the fields of sentencepiece_model.proto.</summary>
public sealed class SentencePieceBytes
{
    public const int Unigram = 1, Merges = 2, Word = 3;
    public const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6;

    private readonly List<byte> _pieces = [];
    private int _count;

    public int Type { get; init; } = Unigram;

    public bool ByteFallback { get; init; }

    public bool AddDummyPrefix { get; init; } = true;

    public bool RemoveExtraSpaces { get; init; } = true;

    public byte[] CharacterMap { get; init; } = [];

    /// <summary>The usual start: unknown 0, s 1, /s 2, and the 256 bytes from 3 where bytes are the fallback.</summary>
    public SentencePieceBytes WithUsualStart()
    {
        Add("<unk>", 0, Unknown).Add("<s>", 0, Control).Add("</s>", 0, Control);
        for (int value = 0; ByteFallback && value < 256; value++)
        {
            Add($"<0x{value:X2}>", 0, Byte);
        }

        return this;
    }

    public SentencePieceBytes Add(string text, float score, int kind = Normal)
    {
        _count++;
        _pieces.AddRange(Field(1, [.. Field(1, Encoding.UTF8.GetBytes(text)), .. Float(2, score), .. Integer(3, kind)]));
        return this;
    }

    public byte[] ToBytes() =>
    [
        .. _pieces,
        .. Field(2, [.. Integer(3, Type), .. Integer(4, _count), .. Integer(35, ByteFallback ? 1 : 0)]),
        .. Field(3, [.. Field(1, "test"u8), .. Field(2, CharacterMap), .. Integer(3, AddDummyPrefix ? 1 : 0), .. Integer(4, RemoveExtraSpaces ? 1 : 0)]),
    ];

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [.. Varint((number << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Integer(int number, int value) => [.. Varint(number << 3), .. Varint(value)];

    private static byte[] Float(int number, float value) => [.. Varint((number << 3) | 5), .. BitConverter.GetBytes(value)];

    private static List<byte> Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
