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
    /// <param name="all">The scale that stands for all rows, where the table holds only some of those that it was fitted on: new clips beside those of a run. Null for that
    /// of the table's own rows.</param>
    /// <exception cref="ArgumentException">The scale is of another dimension.</exception>
    public static FeatureTable Apply(FeatureTable table, IReadOnlyDictionary<string, string?> speakerOf, FeatureScale? all = null)
    {
        FeatureScale global = all ?? FeatureScale.Of(table);
        if (global.Dimension != table.Dimension)
        {
            throw new ArgumentException($"a scale of {global.Dimension} values for features of {table.Dimension}", nameof(all));
        }

        int[] present = [.. Enumerable.Range(0, table.Count).Where(row => table.States[row] == FeatureState.Present)];
        float[] values = table.Values.ToArray();
        foreach (IGrouping<string?, int> rows in present.GroupBy(row => speakerOf.GetValueOrDefault(table.Names[row])))
        {
            bool own = rows.Key is not null && rows.Count() >= FewestRows;
            FeatureScale scale = own ? FeatureScale.Of(table, [.. rows]) : global;
            foreach (int row in rows)
            {
                Standardise(values.AsSpan(row * table.Dimension, table.Dimension), scale, global);
            }
        }

        return new FeatureTable(table.Encoder, table.Modality, table.Dimension, table.Names, table.States, values);
    }

    private static void Standardise(Span<float> row, FeatureScale scale, FeatureScale global)
    {
        for (int i = 0; i < row.Length; i++)
        {
            float width = Math.Max(scale.Deviation[i], DeviationShare * global.Deviation[i]);
            row[i] = width > 1e-6f ? (row[i] - scale.Mean[i]) / width : 0;
        }
    }
}
