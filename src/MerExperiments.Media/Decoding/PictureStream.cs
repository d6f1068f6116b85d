namespace MerExperiments.Media.Decoding;

/// <summary>Reads portable pixmaps (PPM, binary, 8 bits) that follow one another: each says its own size.</summary>
internal sealed class PictureStream(Stream stream)
{
    private readonly BufferedStream _stream = new(stream, 1 << 16);

    /// <summary>The next picture; null where the stream ends, also in the midst of one.</summary>
    public Picture? Read()
    {
        if (_stream.ReadByte() != 'P' || _stream.ReadByte() != '6' || _stream.ReadByte() < 0)
        {
            return null;
        }

        (int width, int height, int full) = (Number(), Number(), Number());
        byte[] bytes = new byte[width * height * 3];
        if (full != 255 || _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            return null;
        }

        BlueFirst(bytes);
        return new Picture(width, height, bytes);
    }

    private int Number()
    {
        int number = 0;
        for (int digit = _stream.ReadByte(); digit is >= '0' and <= '9'; digit = _stream.ReadByte())
        {
            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private static void BlueFirst(Span<byte> bytes)
    {
        for (int i = 0; i + 2 < bytes.Length; i += 3)
        {
            (bytes[i], bytes[i + 2]) = (bytes[i + 2], bytes[i]);
        }
    }
}
