namespace MerExperiments.Features;

/// <summary>Label-free normalisation: each value becomes its distance from its speaker's mean, in the speaker's standard deviations.</summary>
/// <remarks>It reads all rows of a speaker, of whatever part, and no label; a run states that it was applied. A speaker's deviation counts
/// as at least a tenth of the global one, so that a value that hardly varies is not blown up.</remarks>
public static class PerSpeakerNormalisation
{
    /// <summary>Speakers with fewer present rows than this, and unknown ones, are normalised by the statistics of all rows.</summary>
    public const int FewestRows = 4;

    /// <summary>How a run's manifest names this.</summary>
    public const string Description =
        "per speaker, without labels: mean 0 and deviation 1 over all of the speaker's utterances, test utterances included; a deviation counts as at least "
        + "a tenth of that of all rows, and a speaker with fewer than 4 rows is normalised by all rows";

    private const float DeviationShare = 0.1f;

    /// <summary>Normalises a table; rows that are not present stay NaN.</summary>
    /// <param name="table">The features.</param>
    /// <param name="speakerOf">Each utterance's speaker; null or absent where unknown.</param>
    public static FeatureTable Apply(FeatureTable table, IReadOnlyDictionary<string, string?> speakerOf)
    {
        int[] present = [.. Enumerable.Range(0, table.Count).Where(row => table.States[row] == FeatureState.Present)];
        (float[] mean, float[] deviation) = Statistics(table, present);
        float[] values = table.Values.ToArray();
        foreach (IGrouping<string?, int> rows in present.GroupBy(row => speakerOf.GetValueOrDefault(table.Names[row])))
        {
            bool own = rows.Key is not null && rows.Count() >= FewestRows;
            (float[] centre, float[] width) = own ? Statistics(table, [.. rows]) : (mean, deviation);
            foreach (int row in rows)
            {
                Standardise(values.AsSpan(row * table.Dimension, table.Dimension), centre, width, deviation);
            }
        }

        return new FeatureTable(table.Encoder, table.Modality, table.Dimension, table.Names, table.States, values);
    }

    private static void Standardise(Span<float> row, float[] mean, float[] deviation, float[] global)
    {
        for (int i = 0; i < row.Length; i++)
        {
            float width = Math.Max(deviation[i], DeviationShare * global[i]);
            row[i] = width > 1e-6f ? (row[i] - mean[i]) / width : 0;
        }
    }

    private static (float[] Mean, float[] Deviation) Statistics(FeatureTable table, int[] rows)
    {
        double[] sums = new double[table.Dimension], squares = new double[table.Dimension];
        foreach (int row in rows)
        {
            Accumulate(table[row], sums, null);
        }

        double[] mean = [.. sums.Select(sum => sum / Math.Max(1, rows.Length))];
        foreach (int row in rows)
        {
            Accumulate(table[row], squares, mean);
        }

        return ([.. mean.Select(m => (float)m)], [.. squares.Select(square => (float)Math.Sqrt(square / Math.Max(1, rows.Length)))]);
    }

    private static void Accumulate(ReadOnlySpan<float> row, double[] sums, double[]? mean)
    {
        for (int i = 0; i < row.Length; i++)
        {
            double centred = mean is null ? row[i] : (row[i] - mean[i]) * (row[i] - mean[i]);
            sums[i] += centred;
        }
    }
}
