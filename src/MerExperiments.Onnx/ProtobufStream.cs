using System.Text;

namespace MerExperiments.Onnx;

/// <summary>Steps through the fields of a Protocol Buffers message in a file without holding more of it than is asked for.</summary>
/// <remarks>Wire format: https://protobuf.dev/programming-guides/encoding. Not thread-safe.</remarks>
internal sealed class ProtobufStream(Stream stream)
{
    private const int Bytes = 2;

    /// <summary>The field that was just begun.</summary>
    public int Field { get; private set; }

    /// <summary>Where the value of a field of bytes ends; -1 where the field is a number, which is then already read.</summary>
    public long End { get; private set; }

    /// <summary>The value of a field that is a number.</summary>
    public long Number { get; private set; }

    /// <summary>Where the message ends that is the whole file.</summary>
    public long Length => stream.Length;

    /// <summary>Begins the next field of a message that ends at a position; false at its end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public bool Next(long messageEnd)
    {
        if (stream.Position >= messageEnd)
        {
            return stream.Position == messageEnd ? false : throw Damaged("a field runs past its message");
        }

        long key = Varint();
        (Field, int wire) = ((int)(key >> 3), (int)(key & 7));
        (Number, End) = (0, -1);
        switch (wire)
        {
            case 0:
                Number = Varint();
                break;
            case 1 or 5:
                stream.Seek(wire == 1 ? 8 : 4, SeekOrigin.Current);
                break;
            case Bytes when Varint() is >= 0 and var length && length <= messageEnd - stream.Position:
                End = stream.Position + length;
                break;
            default:
                throw Damaged("a field is of no known kind, or longer than its message");
        }

        return Field > 0 ? true : throw Damaged("a field has the number 0");
    }

    /// <summary>Steps over the value of the field just begun.</summary>
    public void Skip()
    {
        if (End >= 0)
        {
            stream.Position = End;
        }
    }

    /// <summary>The value of the field just begun; empty where it is a number.</summary>
    public byte[] ReadBytes()
    {
        byte[] bytes = new byte[End < 0 ? 0 : checked((int)(End - stream.Position))];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The value of the field just begun, as text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    private static InvalidDataException Damaged(string what) => new($"{what}; it is damaged or of another format");

    private long Varint()
    {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                throw Damaged("it ends inside a number");
            }

            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged("a number has more than ten bytes");
    }
}
