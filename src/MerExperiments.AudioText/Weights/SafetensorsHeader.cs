using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace MerExperiments.AudioText.Weights;

/// <summary>Reads the header of a safetensors file and believes nothing of it that does not fit the file: 8 bytes of length (little-endian), JSON, then the
/// tensors' bytes, which must fill the rest of the file without overlap or hole.</summary>
internal static class SafetensorsHeader
{
    private const int LengthBytes = 8;

    /// <summary>The longest header the format allows.</summary>
    private const long LongestHeader = 100_000_000;

    /// <summary>The tensors in the order of their bytes, and the texts the file carries along.</summary>
    /// <param name="file">The file's name, for faults and for the tensors.</param>
    /// <param name="stream">The file's content, at its beginning.</param>
    /// <exception cref="InvalidInputException">The header cannot be; all faults at once, each with its byte.</exception>
    public static (IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(string file, Stream stream)
    {
        byte[] header = ReadHeader(file, stream);
        var faults = new List<Fault>();
        var parser = new HeaderParser(file, LengthBytes, faults);
        if (IsText(file, header, faults))
        {
            parser.Parse(header);
        }

        long dataBytes = stream.Length - LengthBytes - header.Length;
        List<HeaderEntry> entries = [.. parser.Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        CheckShapes(entries, faults);
        if (faults.Count == 0)
        {
            CheckLayout(file, entries, dataBytes, faults);
        }

        FaultLimit.ThrowIfAny(file, faults);
        long start = LengthBytes + header.Length;
        return ([.. entries.Select(entry => new SafetensorsTensor(entry.Name, entry.Element, entry.Shape, file, start + entry.Begin, entry.End - entry.Begin))], parser.Metadata);
    }

    private static byte[] ReadHeader(string file, Stream stream)
    {
        byte[] length = new byte[LengthBytes];
        if (stream.Length < LengthBytes)
        {
            throw Refusal(file, 0, $"the file ends after {stream.Length} bytes; a safetensors file begins with 8 bytes that say how long its header is");
        }

        stream.ReadExactly(length);
        ulong stated = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (stated > LongestHeader)
        {
            throw Refusal(file, 0, $"the header's length is {stated} bytes; it must be {LongestHeader} or less, so this is no safetensors file");
        }

        if ((long)stated > stream.Length - LengthBytes)
        {
            throw Refusal(file, 0, $"the header's length is {stated} bytes, but the file ends after {stream.Length}; it was cut off: fetch it again");
        }

        byte[] header = new byte[(int)stated];
        stream.ReadExactly(header);
        return header;
    }

    private static bool IsText(string file, ReadOnlySpan<byte> header, List<Fault> faults)
    {
        if (Utf8.IsValid(header))
        {
            return true;
        }

        int at = 0;
        while (Rune.DecodeFromUtf8(header[at..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        faults.Add(new Fault(string.Create(CultureInfo.InvariantCulture, $"{file}: byte {LengthBytes + at}"), "the header is not UTF-8 text"));
        return false;
    }

    private static void CheckShapes(List<HeaderEntry> entries, List<Fault> faults)
    {
        foreach (HeaderEntry entry in entries)
        {
            string offsets = string.Create(CultureInfo.InvariantCulture, $"data_offsets [{entry.Begin}, {entry.End}]");
            if (entry.End < entry.Begin)
            {
                faults.Add(new Fault(entry.Place, $"has {offsets}, which run backwards"));
            }
            else if (BytesOf(entry) is not { } bytes)
            {
                faults.Add(new Fault(entry.Place, $"has the shape [{string.Join(", ", entry.Shape)}], whose product overflows 64 bits"));
            }
            else if (bytes != entry.End - entry.Begin)
            {
                faults.Add(new Fault(entry.Place, string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {offsets}, {entry.End - entry.Begin} bytes, but its shape [{string.Join(", ", entry.Shape)}] of {entry.Element} takes {bytes}")));
            }
        }
    }

    /// <summary>The bytes a shape takes; null where they are more than 63 bits can count. A 0 among the extents does not excuse the others.</summary>
    private static long? BytesOf(HeaderEntry entry)
    {
        UInt128 product = (UInt128)ElementTypes.BytesOf(entry.Element);
        bool empty = false;
        foreach (long extent in entry.Shape)
        {
            empty |= extent == 0;
            product *= (UInt128)Math.Max(extent, 1);
            if (product > long.MaxValue)
            {
                return null;
            }
        }

        return empty ? 0 : (long)product;
    }

    private static void CheckLayout(string file, List<HeaderEntry> entries, long dataBytes, List<Fault> faults)
    {
        long reached = 0;
        foreach (HeaderEntry entry in entries)
        {
            if (entry.End > dataBytes)
            {
                faults.Add(new Fault(entry.Place, string.Create(
                    CultureInfo.InvariantCulture, $"ends at data byte {entry.End}, but the file holds {dataBytes}; it was cut off, or the header is another file's")));
            }
            else if (entry.Begin != reached)
            {
                string problem = entry.Begin < reached ? "overlaps the tensor before it" : "leaves a hole after the tensor before it";
                faults.Add(new Fault(entry.Place, string.Create(CultureInfo.InvariantCulture, $"begins at data byte {entry.Begin} and {problem}, which ends at {reached}")));
            }

            reached = Math.Max(reached, entry.End);
        }

        if (faults.Count == 0 && reached != dataBytes)
        {
            faults.Add(new Fault(file, string.Create(CultureInfo.InvariantCulture, $"holds {dataBytes} data bytes, but its tensors end at {reached}; no byte may be left over")));
        }
    }

    private static InvalidInputException Refusal(string file, long at, FormattableString problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}: byte {at}"), FormattableString.Invariant(problem));
}
