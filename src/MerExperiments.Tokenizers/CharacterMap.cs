using System.Buffers.Binary;

namespace MerExperiments.Tokenizers;

/// <summary>A SentencePiece model's compiled rules: byte strings and what each is replaced by, in a double-array trie.</summary>
/// <remarks>Layout: the trie's size in bytes (uint32, little-endian), the trie's units (uint32 each, as the library Darts-clone writes them), then
/// the replacements, each ended by a zero byte. Thread-safe.</remarks>
internal sealed class CharacterMap
{
    private readonly uint[] _units = [];
    private readonly byte[] _replacements = [];

    /// <summary>Reads the rules; empty bytes are no rules.</summary>
    /// <exception cref="ArgumentException">The trie does not fit into the bytes.</exception>
    public CharacterMap(ReadOnlySpan<byte> compiled)
    {
        if (compiled.IsEmpty)
        {
            return;
        }

        uint size = compiled.Length < 4 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(compiled);
        if (size % 4 != 0 || size > compiled.Length - 4)
        {
            throw new ArgumentException($"its compiled normalization rules are {compiled.Length} bytes and claim a trie of {size}");
        }

        _units = new uint[size / 4];
        for (int i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(compiled[(4 + (4 * i))..]);
        }

        _replacements = compiled[(4 + (int)size)..].ToArray();
    }

    /// <summary>The longest rule at the start of a text, by its length in bytes and its replacement; false where none applies.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, out int length, out ReadOnlySpan<byte> replacement)
    {
        (length, int value) = (0, -1);
        uint node = _units.Length == 0 ? 0 : Offset(_units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= _units.Length || (_units[node] & 0x800000FF) != text[i])
            {
                break;
            }

            uint unit = _units[node];
            node ^= Offset(unit);
            if ((unit & 0x100) != 0 && node < _units.Length)
            {
                (length, value) = (i + 1, (int)(_units[node] & 0x7FFFFFFF));
            }
        }

        replacement = value < 0 ? [] : Replacement(value);
        return value >= 0;
    }

    private ReadOnlySpan<byte> Replacement(int start)
    {
        ReadOnlySpan<byte> rest = _replacements.AsSpan(Math.Min(start, _replacements.Length));
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
