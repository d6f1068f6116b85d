namespace MerExperiments.Fusion.Kernels;

/// <summary>A support vector machine of two classes on a matrix of likenesses: sequential minimal optimisation with second-order choice of pairs (Fan, Chen and Lin, 2005).</summary>
/// <remarks>Deterministic. Stops where no pair breaks the optimality conditions by more than 1e-3, as LIBSVM does.</remarks>
internal static class SupportVectors
{
    private const double Tolerance = 1e-3;
    private const double LeastCurvature = 1e-12;

    /// <summary>Fits.</summary>
    /// <param name="kernel">The matrix [all, all].</param>
    /// <param name="all">Its side.</param>
    /// <param name="rows">The rows to separate.</param>
    /// <param name="signs">1 or -1 for each of them.</param>
    /// <param name="costs">The most that each may weigh, above 0.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The coefficient of each of the rows, and the constant: the decision is their sum of likenesses plus it.</returns>
    public static (double[] Coefficients, double Constant) Fit(float[] kernel, int all, int[] rows, sbyte[] signs, double[] costs, CancellationToken cancellation)
    {
        int count = rows.Length;
        double[] multipliers = new double[count], gradient = new double[count];
        Array.Fill(gradient, -1);
        int most = Math.Max(100_000, 200 * count);
        for (int step = 0; step < most; step++)
        {
            if (step % 1_000 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (Pair() is not (int i, int j))
            {
                break;
            }

            Move(i, j);
        }

        return ([.. multipliers.Select((multiplier, row) => multiplier * signs[row])], Constant());

        float K(int i, int j) => kernel[(rows[i] * all) + rows[j]];

        bool MayRise(int i) => signs[i] > 0 ? multipliers[i] < costs[i] : multipliers[i] > 0;

        bool MayFall(int i) => signs[i] > 0 ? multipliers[i] > 0 : multipliers[i] < costs[i];

        (int I, int J)? Pair()
        {
            int i = -1, j = -1;
            double highest = double.NegativeInfinity, lowest = double.PositiveInfinity, best = double.PositiveInfinity;
            for (int t = 0; t < count; t++)
            {
                if (MayRise(t) && -signs[t] * gradient[t] > highest)
                {
                    (i, highest) = (t, -signs[t] * gradient[t]);
                }
            }

            for (int t = 0; t < count && i >= 0; t++)
            {
                if (!MayFall(t))
                {
                    continue;
                }

                double value = -signs[t] * gradient[t], difference = highest - value;
                lowest = Math.Min(lowest, value);
                if (difference > 0)
                {
                    double curvature = Math.Max(LeastCurvature, K(i, i) + K(t, t) - (2 * K(i, t)));
                    double gain = -difference * difference / curvature;
                    if (gain < best)
                    {
                        (j, best) = (t, gain);
                    }
                }
            }

            return j < 0 || highest - lowest < Tolerance ? null : (i, j);
        }

        void Move(int i, int j)
        {
            double curvature = Math.Max(LeastCurvature, K(i, i) + K(j, j) - (2 * K(i, j)));
            double step = ((-signs[i] * gradient[i]) + (signs[j] * gradient[j])) / curvature;
            // i rises by the step in its direction, j falls by the same: neither leaves [0, cost].
            step = Math.Min(step, signs[i] > 0 ? costs[i] - multipliers[i] : multipliers[i]);
            step = Math.Min(step, signs[j] > 0 ? multipliers[j] : costs[j] - multipliers[j]);
            double oldI = multipliers[i], oldJ = multipliers[j];
            multipliers[i] = Math.Clamp(oldI + (signs[i] * step), 0, costs[i]);
            multipliers[j] = Math.Clamp(oldJ - (signs[j] * step), 0, costs[j]);
            double changeI = (multipliers[i] - oldI) * signs[i], changeJ = (multipliers[j] - oldJ) * signs[j];
            ReadOnlySpan<float> ofI = kernel.AsSpan(rows[i] * all, all), ofJ = kernel.AsSpan(rows[j] * all, all);
            for (int t = 0; t < count; t++)
            {
                gradient[t] += signs[t] * ((changeI * ofI[rows[t]]) + (changeJ * ofJ[rows[t]]));
            }
        }

        double Constant()
        {
            double sum = 0, high = double.PositiveInfinity, low = double.NegativeInfinity;
            int free = 0;
            for (int t = 0; t < count; t++)
            {
                double value = signs[t] * gradient[t];
                if (multipliers[t] > 0 && multipliers[t] < costs[t])
                {
                    (sum, free) = (sum + value, free + 1);
                }
                else if (multipliers[t] > 0 == signs[t] > 0)
                {
                    low = Math.Max(low, value);
                }
                else
                {
                    high = Math.Min(high, value);
                }
            }

            return -(free > 0 ? sum / free : double.IsFinite(high) && double.IsFinite(low) ? (high + low) / 2 : double.IsFinite(high) ? high : double.IsFinite(low) ? low : 0);
        }
    }
}
