using System.Buffers.Binary;
using System.Text;

namespace MerExperiments.Tokenizers.Tests;

/// <summary>Lays out compiled character rules by hand: a chain of trie units at free places, then the replacements.</summary>
internal static class DoubleArray
{
    /// <summary>One rule. Unit of byte k lies at (base of k) xor byte; each base is 0x100 further on; the last one's value unit says where its text starts.</summary>
    public static byte[] OneRule(byte[] bytes, string replacement)
    {
        uint[] units = new uint[0x100 * (bytes.Length + 2)];
        uint node = 0;
        units[0] = 0x100u << 10;
        for (int i = 0; i < bytes.Length; i++)
        {
            node = ((uint)(i + 1) * 0x100) ^ bytes[i];
            uint next = (uint)(i + 2) * 0x100;
            units[node] = bytes[i] | ((node ^ next) << 10) | (i == bytes.Length - 1 ? 0x100u : 0);
        }

        units[(uint)(bytes.Length + 1) * 0x100] = 0x80000000;
        byte[] compiled = new byte[4 + (4 * units.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(compiled, 4 * units.Length);
        for (int i = 0; i < units.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(compiled.AsSpan(4 + (4 * i)), units[i]);
        }

        return [.. compiled, .. Encoding.UTF8.GetBytes(replacement), 0];
    }
}
