namespace MerExperiments;

/// <summary>Class probabilities of a list of utterances: a [rows, classes] matrix whose rows carry the utterances' names.</summary>
/// <remarks>Immutable by convention: the values are not copied, so the caller hands the array over. Rows sum to 1.</remarks>
public sealed class Posteriors
{
    private const double SumTolerance = 1e-3;
    private readonly float[] _values;

    /// <summary>Wraps a row-major [names, classes] array.</summary>
    /// <exception cref="ArgumentException">The array's length is not names times classes.</exception>
    public Posteriors(IReadOnlyList<string> names, LabelSet labels, float[] values)
    {
        if (values.Length != names.Count * labels.Count)
        {
            throw new ArgumentException(
                $"{values.Length} values for {names.Count} utterances and {labels.Count} classes; there must be {names.Count * labels.Count}",
                nameof(values));
        }

        Names = names;
        Labels = labels;
        _values = values;
    }

    /// <summary>The utterances' names, one per row.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The classes, one per column.</summary>
    public LabelSet Labels { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Names.Count;

    /// <summary>All values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One utterance's class probabilities.</summary>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Labels.Count, Labels.Count);

    /// <summary>Why these are no class probabilities, with the first row of which that is true, as the end of a sentence; null where they are: every value finite and from
    /// 0 to 1, every row of a sum of 1 to within 0.001.</summary>
    public string? Flaw()
    {
        for (int row = 0; row < Count; row++)
        {
            double sum = 0;
            foreach (float value in this[row])
            {
                if (!(value >= -SumTolerance && value <= 1 + SumTolerance))
                {
                    return FormattableString.Invariant($"say {value} of \"{Names[row]}\"; a class probability must be 0 to 1");
                }

                sum += value;
            }

            if (Math.Abs(sum - 1) > SumTolerance)
            {
                return FormattableString.Invariant($"sum to {sum:0.####} for \"{Names[row]}\"; class probabilities must sum to 1");
            }
        }

        return null;
    }

    /// <summary>The index of the most probable class of a row; the first one where several are equal.</summary>
    public int PredictedIndex(int row)
    {
        ReadOnlySpan<float> posterior = this[row];
        int best = 0;
        for (int c = 1; c < posterior.Length; c++)
        {
            if (posterior[c] > posterior[best])
            {
                best = c;
            }
        }

        return best;
    }

    /// <summary>The most probable class of every row.</summary>
    public int[] PredictedIndices() => [.. Enumerable.Range(0, Count).Select(PredictedIndex)];

    /// <summary>The given rows, in the given order.</summary>
    public Posteriors Select(IReadOnlyList<int> rows)
    {
        float[] values = new float[rows.Count * Labels.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            this[rows[i]].CopyTo(values.AsSpan(i * Labels.Count));
        }

        return new Posteriors([.. rows.Select(row => Names[row])], Labels, values);
    }

    /// <summary>The weighted mean of several posteriors over the same utterances, weights normalised to sum to 1.</summary>
    /// <exception cref="ArgumentException">Nothing is given, a shape differs, or the weights sum to 0 or less.</exception>
    public static Posteriors Mean(IReadOnlyList<Posteriors> members, IReadOnlyList<double>? weights = null)
    {
        if (members.Count == 0 || members.Any(m => m._values.Length != members[0]._values.Length))
        {
            throw new ArgumentException("a mean needs one or more posteriors of one shape", nameof(members));
        }

        double total = weights?.Sum() ?? members.Count;
        if (!(total > 0))
        {
            throw new ArgumentException($"the weights sum to {total}; they must sum to more than 0", nameof(weights));
        }

        double[] sum = new double[members[0]._values.Length];
        for (int m = 0; m < members.Count; m++)
        {
            double weight = (weights?[m] ?? 1) / total;
            float[] values = members[m]._values;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * values[i];
            }
        }

        return new Posteriors(members[0].Names, members[0].Labels, Array.ConvertAll(sum, v => (float)v));
    }
}
