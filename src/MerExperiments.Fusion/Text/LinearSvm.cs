namespace MerExperiments.Fusion.Text;

/// <summary>One class against the rest by a linear support vector machine with squared hinge loss over sparse rows: coordinate descent in the dual (Hsieh et al. 2008, algorithm 3).</summary>
/// <remarks>Minimises half the squared length of the weights plus the sum over rows of cost times max(0, 1 - y score) squared. The constant term is one more weight. Each pass goes
/// through the rows in an order drawn anew; a row whose multiplier stays at 0 is left out until the others have settled.</remarks>
/// <param name="rows">The rows.</param>
internal sealed class LinearSvm(SparseRows rows)
{
    private const int MostPasses = 200;
    private const double Tolerance = 0.02;
    private readonly double[] _squares = SquaresOf(rows);

    /// <summary>Fits weights.</summary>
    /// <param name="positive">Whether each row is of the class.</param>
    /// <param name="costs">Each row's cost, 0 or more; a row of cost 0 has no share.</param>
    /// <param name="random">Draws the orders.</param>
    /// <param name="cancellation">Stops the fit between two passes.</param>
    /// <returns>The weight of each column, then the constant term.</returns>
    public double[] Fit(bool[] positive, double[] costs, Random random, CancellationToken cancellation)
    {
        double[] weights = new double[rows.Width + 1];
        double[] multipliers = new double[rows.Count];
        int[] all = [.. Enumerable.Range(0, rows.Count).Where(row => costs[row] > 0)];
        int active = all.Length;
        double highest = double.PositiveInfinity;
        for (int pass = 0; pass < MostPasses; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            random.Shuffle(all.AsSpan(0, active));
            (double High, double Low) seen = (double.NegativeInfinity, double.PositiveInfinity);
            for (int i = 0; i < active; i++)
            {
                if (!Step(all[i], positive[all[i]] ? 1 : -1, costs[all[i]], highest, ref seen, weights, multipliers))
                {
                    (all[i], all[active - 1]) = (all[active - 1], all[i]);
                    active--;
                    i--;
                }
            }

            bool settled = seen.High - seen.Low <= Tolerance;
            if (settled && active == all.Length)
            {
                break;
            }

            (active, highest) = settled ? (all.Length, double.PositiveInfinity) : (active, seen.High > 0 ? seen.High : double.PositiveInfinity);
        }

        return weights;
    }

    /// <summary>Moves one multiplier to where the dual is least; false where the row may be left out for now.</summary>
    private bool Step(int row, int sign, double cost, double highest, ref (double High, double Low) seen, double[] weights, double[] multipliers)
    {
        double diagonal = 0.5 / cost, multiplier = multipliers[row];
        double gradient = (sign * Score(row, weights)) - 1 + (multiplier * diagonal);
        if (multiplier == 0 && gradient > highest)
        {
            return false;
        }

        double projected = multiplier == 0 ? Math.Min(gradient, 0) : gradient;
        seen = (Math.Max(seen.High, projected), Math.Min(seen.Low, projected));
        if (Math.Abs(projected) > 1e-12)
        {
            multipliers[row] = Math.Max(multiplier - (gradient / (_squares[row] + diagonal)), 0);
            Add(row, (multipliers[row] - multiplier) * sign, weights);
        }

        return true;
    }

    private double Score(int row, double[] weights)
    {
        ReadOnlySpan<int> columns = rows.ColumnsOf(row);
        ReadOnlySpan<float> values = rows.ValuesOf(row);
        double sum = weights[^1];
        for (int i = 0; i < columns.Length; i++)
        {
            sum += values[i] * weights[columns[i]];
        }

        return sum;
    }

    private void Add(int row, double factor, double[] weights)
    {
        ReadOnlySpan<int> columns = rows.ColumnsOf(row);
        ReadOnlySpan<float> values = rows.ValuesOf(row);
        for (int i = 0; i < columns.Length; i++)
        {
            weights[columns[i]] += factor * values[i];
        }

        weights[^1] += factor;
    }

    private static double[] SquaresOf(SparseRows rows)
    {
        double[] squares = new double[rows.Count];
        for (int row = 0; row < squares.Length; row++)
        {
            squares[row] = 1; // the constant term's
            foreach (float value in rows.ValuesOf(row))
            {
                squares[row] += (double)value * value;
            }
        }

        return squares;
    }
}
