namespace MerExperiments.Media.Decoding;

/// <summary>Reads portable pixmaps (PPM, binary, 8 bits) that follow one another: each says its own size.</summary>
internal sealed class PictureStream(Stream stream, string path)
{
    private readonly BufferedStream _stream = new(stream, 1 << 16);
    private bool _hasEnded;

    /// <summary>The next picture; null where the stream ends, also in the midst of one.</summary>
    /// <exception cref="ClipException">What comes is no such picture; there is no reading on.</exception>
    public Picture? Read()
    {
        int p = _stream.ReadByte(), six = _stream.ReadByte();
        if (p < 0 || six < 0 || _stream.ReadByte() < 0)
        {
            return null;
        }

        (int width, int height, int full) = (Number(), Number(), Number());
        if ((p, six, full) != ('P', '6', 255) && !_hasEnded)
        {
            throw new ClipException(path, $"gave a picture whose greatest value is {full}; ffmpeg must give pixmaps of 8 bits, greatest value 255");
        }

        byte[] bytes = new byte[width * height * 3];
        if (_hasEnded || _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            return null;
        }

        BlueFirst(bytes);
        return new Picture(width, height, bytes);
    }

    private int Number()
    {
        int number = 0, digit = _stream.ReadByte();
        for (; digit is >= '0' and <= '9'; digit = _stream.ReadByte())
        {
            number = (number * 10) + digit - '0';
        }

        _hasEnded |= digit < 0;
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
