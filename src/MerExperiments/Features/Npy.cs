using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>Reads and writes NumPy's .npy format, versions 1 to 3: little-endian, C order, of the types f2, f4, f8, u1, i4 and i8.</summary>
/// <remarks>Format: NumPy Enhancement Proposal 1. Pickled objects and Fortran order are refused.</remarks>
public static partial class Npy
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Writes a whole array. The type follows from T: float, Half, double, byte, int or long.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        WriteHeader<T>(stream, shape);
        stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes the header alone, for values that follow piece by piece.</summary>
    public static void WriteHeader<T>(Stream stream, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var axes = new StringBuilder();
        foreach (long length in shape)
        {
            axes.Append(CultureInfo.InvariantCulture, $"{length}, ");
        }

        string tuple = shape.Length == 1 ? $"({axes.ToString().TrimEnd(' ')})" : $"({axes.ToString().TrimEnd(',', ' ')})";
        string header = $"{{'descr': '{Descriptor<T>()}', 'fortran_order': False, 'shape': {tuple}, }}";
        header = header.PadRight(((header.Length + 11 + 63) / 64 * 64) - 11) + "\n";
        stream.Write(Magic);
        stream.Write([1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
    }

    /// <summary>Reads the header, and checks that the file holds all the values it claims.</summary>
    /// <param name="stream">The file, at its start; it is left where the values start.</param>
    /// <param name="place">The file's name, for faults.</param>
    /// <exception cref="InvalidInputException">It is not an .npy file of a type read here, or it is cut short.</exception>
    public static NpyArray ReadHeader(Stream stream, string place)
    {
        byte[] start = new byte[10];
        if (stream.ReadAtLeast(start, 10, throwOnEndOfStream: false) < 10 || !start.AsSpan(0, 6).SequenceEqual(Magic))
        {
            throw new InvalidInputException(place, "is not an .npy file: it does not start with \\x93NUMPY");
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8));
        if (start[6] >= 2)
        {
            byte[] high = new byte[2];
            if (stream.ReadAtLeast(high, 2, throwOnEndOfStream: false) < 2)
            {
                throw new InvalidInputException(place, "is cut short within its header");
            }

            length |= BinaryPrimitives.ReadUInt16LittleEndian(high) << 16;
        }

        if (length < 0 || length > stream.Length - stream.Position)
        {
            throw new InvalidInputException(place, $"claims a header of {length} bytes, more than the file holds");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        NpyArray array = Parse(Encoding.Latin1.GetString(header), stream.Position, place);
        long held = stream.Length - stream.Position, claimed = array.Count * array.ItemSize;
        return held >= claimed
            ? array
            : throw new InvalidInputException(place, $"claims {claimed} bytes of values and holds {held}; it was cut short");
    }

    /// <summary>Reads a file of any floating-point type as float32.</summary>
    /// <exception cref="InvalidInputException">It is no such file.</exception>
    public static (NpyArray Array, float[] Values) ReadSingles(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        NpyArray array = ReadHeader(stream, path);
        byte[] bytes = ReadBytes(stream, array, path);
        return array.Type switch
        {
            "f4" => (array, MemoryMarshal.Cast<byte, float>(bytes).ToArray()),
            "f2" => (array, Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), value => (float)value)),
            "f8" => (array, Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), value => (float)value)),
            _ => throw new InvalidInputException(path, $"holds values of type {array.Type}; it must be f2, f4 or f8"),
        };
    }

    /// <summary>Reads a file whose type is exactly T's.</summary>
    /// <exception cref="InvalidInputException">It is no such file.</exception>
    public static (NpyArray Array, T[] Values) Read<T>(string path)
        where T : unmanaged
    {
        using FileStream stream = RegularFile.OpenRead(path);
        NpyArray array = ReadHeader(stream, path);
        return array.Type == Descriptor<T>()[1..]
            ? (array, MemoryMarshal.Cast<byte, T>(ReadBytes(stream, array, path)).ToArray())
            : throw new InvalidInputException(path, $"holds values of type {array.Type}; it must be {Descriptor<T>()[1..]}");
    }

    private static byte[] ReadBytes(Stream stream, NpyArray array, string place)
    {
        long length = array.Count * array.ItemSize;
        if (length > Array.MaxLength)
        {
            throw new InvalidInputException(place, FormattableString.Invariant($"holds {length} bytes of values; at most {Array.MaxLength} are read at once"));
        }

        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static NpyArray Parse(string header, long offset, string place)
    {
        string type = DescriptorPattern().Match(header) is { Success: true } match ? match.Groups[1].Value : "?";
        if (type is not ("<f2" or "<f4" or "<f8" or "|u1" or "<i4" or "<i8"))
        {
            throw new InvalidInputException(place, $"holds values of type {type}; it must be one of <f2, <f4, <f8, |u1, <i4, <i8");
        }

        if (!header.Contains("'fortran_order': False", StringComparison.Ordinal))
        {
            throw new InvalidInputException(place, "is in Fortran order; it must be in C order");
        }

        return new NpyArray(Shape(header, type[2] - '0', place), type[1..], offset);
    }

    /// <summary>The axes; their product with the bytes per value fits 63 bits, so that nobody who multiplies them must fear.</summary>
    private static long[] Shape(string header, int itemSize, string place)
    {
        if (ShapePattern().Match(header) is not { Success: true } match)
        {
            throw new InvalidInputException(place, "states no shape; it must be a tuple of lengths, as (120, 40)");
        }

        string[] axes = match.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        long[] shape = Array.ConvertAll(axes, axis => Length(axis, place));
        return shape.Aggregate((UInt128)(uint)itemSize, (bytes, length) => bytes > long.MaxValue ? bytes : bytes * (ulong)length) <= long.MaxValue
            ? shape
            : throw new InvalidInputException(place, $"claims the shape [{string.Join(", ", shape)}], more values than any file holds");
    }

    private static long Length(string axis, string place) =>
        long.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? length
            : throw new InvalidInputException(place, $"claims an axis of length \"{axis}\"; it must be a whole number of at most {long.MaxValue}");

    private static string Descriptor<T>() => typeof(T) switch
    {
        var t when t == typeof(float) => "<f4",
        var t when t == typeof(Half) => "<f2",
        var t when t == typeof(double) => "<f8",
        var t when t == typeof(byte) => "|u1",
        var t when t == typeof(int) => "<i4",
        var t when t == typeof(long) => "<i8",
        var t => throw new NotSupportedException($"{t.Name} is not one of float, Half, double, byte, int, long"),
    };

    [GeneratedRegex("'descr':\\s*'([^']*)'")]
    private static partial Regex DescriptorPattern();

    [GeneratedRegex("'shape':\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex ShapePattern();
}

/// <summary>An array as an .npy file holds it.</summary>
/// <param name="Shape">The length of each axis; empty for a scalar.</param>
/// <param name="Type">NumPy's type code without byte order: f2, f4, f8, u1, i4 or i8. Always little-endian.</param>
/// <param name="DataOffset">Where the values start in the file, in bytes.</param>
public sealed record NpyArray(IReadOnlyList<long> Shape, string Type, long DataOffset)
{
    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>Bytes per value.</summary>
    public int ItemSize => Type[1] - '0';
}
