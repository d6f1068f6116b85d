using System.Buffers;
using System.Numerics.Tensors;

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

    /// <summary>Pools frames; sums are in double precision, in the frames' order, whatever the processor's vectors.</summary>
    /// <param name="frames">Row-major [frames, dimension]; of no frames all values are NaN.</param>
    /// <param name="dimension">Values per frame.</param>
    /// <param name="pooling">How.</param>
    /// <exception cref="InvalidInputException">Several frames came to an encoder whose card says that there is nothing to pool.</exception>
    public static float[] Apply(ReadOnlySpan<float> frames, int dimension, EncoderPooling pooling)
    {
        if (pooling == EncoderPooling.None && frames.Length > dimension)
        {
            throw new InvalidInputException("pooling", $"is none, and {frames.Length / dimension} frames came; the card must say how they are pooled");
        }

        if (frames.Length > 0 && pooling is (EncoderPooling.None or EncoderPooling.First or EncoderPooling.Last))
        {
            return frames.Slice(pooling == EncoderPooling.Last ? frames.Length - dimension : 0, dimension).ToArray();
        }

        float[] pooled = new float[dimension * Factor(pooling)];
        if (frames.Length == 0)
        {
            Array.Fill(pooled, float.NaN);
        }
        else
        {
            Describe(frames, dimension, pooled);
        }

        return pooled;
    }

    /// <summary>Writes mean, deviation, least and most, as many of them as there is room for.</summary>
    private static void Describe(ReadOnlySpan<float> frames, int dimension, Span<float> pooled)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(3 * dimension);
        Span<double> mean = rented.AsSpan(0, dimension), squares = rented.AsSpan(dimension, dimension), frame = rented.AsSpan(2 * dimension, dimension);
        int count = frames.Length / dimension;
        mean.Clear();
        for (int at = 0; at < frames.Length; at += dimension)
        {
            TensorPrimitives.ConvertTruncating(frames.Slice(at, dimension), frame);
            TensorPrimitives.Add(mean, frame, mean);
        }

        TensorPrimitives.Divide(mean, count, mean);
        TensorPrimitives.ConvertTruncating<double, float>(mean, pooled[..dimension]);
        if (pooled.Length > dimension)
        {
            Deviations(frames, mean, squares, frame);
            TensorPrimitives.ConvertTruncating<double, float>(squares, pooled.Slice(dimension, dimension));
        }

        if (pooled.Length > 2 * dimension)
        {
            Extremes(frames, pooled.Slice(2 * dimension, dimension), pooled.Slice(3 * dimension, dimension));
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Deviations(ReadOnlySpan<float> frames, ReadOnlySpan<double> mean, Span<double> squares, Span<double> frame)
    {
        squares.Clear();
        for (int at = 0; at < frames.Length; at += mean.Length)
        {
            TensorPrimitives.ConvertTruncating(frames.Slice(at, mean.Length), frame);
            TensorPrimitives.Subtract(frame, mean, frame);
            TensorPrimitives.Multiply(frame, frame, frame);
            TensorPrimitives.Add(squares, frame, squares);
        }

        TensorPrimitives.Divide(squares, frames.Length / mean.Length, squares);
        TensorPrimitives.Sqrt(squares, squares);
    }

    private static void Extremes(ReadOnlySpan<float> frames, Span<float> least, Span<float> most)
    {
        frames[..least.Length].CopyTo(least);
        frames[..least.Length].CopyTo(most);
        for (int at = least.Length; at < frames.Length; at += least.Length)
        {
            TensorPrimitives.Min(least, frames.Slice(at, least.Length), least);
            TensorPrimitives.Max(most, frames.Slice(at, least.Length), most);
        }
    }
}
