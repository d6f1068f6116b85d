namespace MerExperiments.Encoders;

/// <summary>Makes one vector of an utterance's frames.</summary>
public static class Pooling
{
    /// <summary>How many values a pooling gives per value of a frame.</summary>
    public static int Factor(EncoderPooling pooling) => pooling switch
    {
        EncoderPooling.MeanStd => 2,
        EncoderPooling.Statistics => 4,
        _ => 1,
    };

    /// <summary>Pools frames; sums are in double precision, in the frames' order.</summary>
    /// <param name="frames">Row-major [frames, dimension], one frame or more.</param>
    /// <param name="dimension">Values per frame.</param>
    /// <param name="pooling">How.</param>
    /// <exception cref="InvalidOperationException">Several frames came to an encoder whose card says that there is nothing to pool.</exception>
    public static float[] Apply(ReadOnlySpan<float> frames, int dimension, EncoderPooling pooling)
    {
        if (pooling == EncoderPooling.None && frames.Length != dimension)
        {
            throw new InvalidOperationException($"{frames.Length / dimension} frames came where the card's pooling is none; say how they are pooled");
        }

        float[] pooled = new float[dimension * Factor(pooling)];
        for (int i = 0; i < dimension; i++)
        {
            (double mean, double deviation, float least, float most) = Describe(frames, dimension, i);
            double[] all = [mean, deviation, least, most];
            for (int k = 0; k < Factor(pooling); k++)
            {
                pooled[(k * dimension) + i] = (float)all[k];
            }
        }

        return pooled;
    }

    private static (double Mean, double Deviation, float Least, float Most) Describe(ReadOnlySpan<float> frames, int dimension, int value)
    {
        int count = frames.Length / dimension;
        (double sum, double squares, float least, float most) = (0, 0, float.PositiveInfinity, float.NegativeInfinity);
        for (int at = value; at < frames.Length; at += dimension)
        {
            sum += frames[at];
            least = Math.Min(least, frames[at]);
            most = Math.Max(most, frames[at]);
        }

        double mean = sum / count;
        for (int at = value; at < frames.Length; at += dimension)
        {
            squares += (frames[at] - mean) * (frames[at] - mean);
        }

        return (mean, Math.Sqrt(squares / count), least, most);
    }
}
