using System.Buffers.Binary;
using System.Text;

namespace MerExperiments.AudioText.Tests.Weights;

/// <summary>Writes safetensors files byte by byte, as nobody's library would.</summary>
internal static class HeaderFile
{
    /// <summary>A file of the given header and as many data bytes, 0, 1, 2, …; the length is the header's unless another is stated.</summary>
    public static string Write(string path, string header, int dataBytes, ulong? statedLength = null) =>
        Write(path, Encoding.UTF8.GetBytes(header), dataBytes, statedLength);

    /// <summary>The same from bytes that need be no text.</summary>
    public static string Write(string path, byte[] header, int dataBytes, ulong? statedLength = null)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, statedLength ?? (ulong)header.Length);
        File.WriteAllBytes(path, [.. length, .. header, .. Enumerable.Range(0, dataBytes).Select(i => (byte)i)]);
        return path;
    }

    /// <summary>The header's entry of a tensor.</summary>
    public static string Entry(string name, string dtype, string shape, long begin, long end) =>
        FormattableString.Invariant($"\"{name}\":{{\"dtype\":\"{dtype}\",\"shape\":{shape},\"data_offsets\":[{begin},{end}]}}");
}
