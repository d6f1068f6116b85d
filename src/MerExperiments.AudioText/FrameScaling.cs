namespace MerExperiments.AudioText;

/// <summary>The mean and deviation of each value of audio frames.</summary>
/// <param name="Mean">[D].</param>
/// <param name="Deviation">[D], above 0: 1 where a value never changes.</param>
internal sealed record FrameScaling(float[] Mean, float[] Deviation)
{
    /// <summary>The scaling over all frames of the given rows; mean 0 and deviation 1 where there are none.</summary>
    public static FrameScaling Of(JointRows rows)
    {
        int dimension = rows.Frames.Dimension;
        double[] sum = new double[dimension], squares = new double[dimension];
        long count = 0;
        foreach (int row in rows.FrameRows)
        {
            ReadOnlySpan<float> frames = rows.Frames[row];
            for (int i = 0; i < frames.Length; i++)
            {
                sum[i % dimension] += frames[i];
                squares[i % dimension] += (double)frames[i] * frames[i];
            }

            count += frames.Length / dimension;
        }

        double[] mean = [.. sum.Select(s => count == 0 ? 0 : s / count)];
        return new FrameScaling(
            [.. mean.Select(m => (float)m)],
            [.. squares.Zip(mean, (s, m) => count == 0 ? 0 : Math.Sqrt(Math.Max(0, (s / count) - (m * m)))).Select(d => d > 1e-6 ? (float)d : 1f)]);
    }
}
