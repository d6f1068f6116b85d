using System.Buffers.Binary;

namespace MerExperiments.Media;

/// <summary>Turns interleaved stored samples into mono float, the mean of the channels.</summary>
internal static class SampleDecoder
{
    /// <summary>Decodes whole frames.</summary>
    public static float[] Mono(ReadOnlySpan<byte> data, WavFormat format)
    {
        int width = format.BitsPerSample / 8;
        float[] mono = new float[data.Length / format.FrameBytes];
        for (int frame = 0; frame < mono.Length; frame++)
        {
            double sum = 0;
            for (int channel = 0; channel < format.Channels; channel++)
            {
                sum += One(data.Slice((frame * format.FrameBytes) + (channel * width), width), format.Encoding);
            }

            mono[frame] = (float)(sum / format.Channels);
        }

        return mono;
    }

    private static double One(ReadOnlySpan<byte> sample, int encoding) => (encoding, sample.Length) switch
    {
        (1, 1) => (sample[0] - 128) / 128.0,
        (1, 2) => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768.0,
        (1, 3) => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2147483648.0,
        (1, 4) => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648.0,
        (3, 4) => BinaryPrimitives.ReadSingleLittleEndian(sample),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(sample),
    };
}
