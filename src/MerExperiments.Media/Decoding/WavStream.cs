using System.Buffers;
using System.Buffers.Binary;

namespace MerExperiments.Media.Decoding;

/// <summary>Reads a WAV file that ffmpeg is still writing: its sizes are unknown, its samples go on to the end.</summary>
internal sealed class WavStream(Stream stream, string path)
{
    private const int BlockFrames = 8192;

    private byte[] _block = [];

    /// <summary>Frames per second; 0 before the header was read.</summary>
    public int SampleRateHz { get; private set; }

    /// <summary>Reads up to the first sample; null where the stream ends before.</summary>
    public WavFormat? ReadHeader()
    {
        WavFormat? format = null;
        byte[] head = new byte[12];
        for (int wanted = 12; stream.ReadAtLeast(head.AsSpan(0, wanted), wanted, throwOnEndOfStream: false) == wanted; wanted = 8)
        {
            if (wanted == 12)
            {
                continue;
            }

            if (head.AsSpan(0, 4).SequenceEqual("data"u8))
            {
                return format;
            }

            byte[] chunk = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(4))];
            stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
            format = head.AsSpan(0, 4).SequenceEqual("fmt "u8) ? WavFormat.Parse(chunk, path) : format;
            SampleRateHz = format?.SampleRateHz ?? 0;
        }

        return null;
    }

    /// <summary>Appends the next block, the mean of its channels; false at the end.</summary>
    public bool ReadMono(WavFormat format, IBufferWriter<float> mono)
    {
        if (_block.Length == 0)
        {
            _block = new byte[BlockFrames * format.FrameBytes];
        }

        int held = stream.ReadAtLeast(_block, _block.Length, throwOnEndOfStream: false);
        mono.Write(SampleDecoder.Mono(_block.AsSpan(0, held / format.FrameBytes * format.FrameBytes), format));
        return held == _block.Length;
    }
}
