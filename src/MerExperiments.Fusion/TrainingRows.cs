namespace MerExperiments.Fusion;

/// <summary>What a head is fitted on: one fold's training part, the rows of all columns and lists aligned by position.</summary>
public sealed record TrainingRows
{
    /// <summary>One column per encoder, one or more, with different names.</summary>
    public required IReadOnlyList<FeatureColumn> Columns { get; init; }

    /// <summary>The index of each row's class in the label set.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Each row's weight in the loss: finite, 0 or more. It says nothing of who labelled the row.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>Whether each row's label is a pseudo-label: such a row is trained on and never validated on, whatever its weight. Null where no row's is.</summary>
    public IReadOnlyList<bool>? PseudoLabelled { get; init; }

    /// <summary>Each row's speaker; null where unknown.</summary>
    public required IReadOnlyList<string?> Speakers { get; init; }

    /// <summary>What fits on these rows have in common; null where each fit stands alone. Lost with <see cref="Select"/>, which makes other rows.</summary>
    public SharedWork? Shared { get; init; }

    /// <summary>The number of rows.</summary>
    public int Count => Labels.Count;

    /// <summary>True where a row may be validated on: a human labelled it, and it counts.</summary>
    public bool MayValidate(int row) => PseudoLabelled?[row] != true && Weights[row] > 0;

    /// <summary>The given rows, in the given order.</summary>
    public TrainingRows Select(IReadOnlyList<int> rows) => new()
    {
        Columns = [.. Columns.Select(column => column.Select(rows))],
        Labels = [.. rows.Select(row => Labels[row])],
        Weights = [.. rows.Select(row => Weights[row])],
        PseudoLabelled = PseudoLabelled is { } pseudo ? [.. rows.Select(row => pseudo[row])] : null,
        Speakers = [.. rows.Select(row => Speakers[row])],
    };

    /// <summary>What makes these rows unfit to train on; empty where nothing does.</summary>
    public IReadOnlyList<Fault> Faults(LabelSet labels) =>
        [.. SizeFaults(), .. ColumnFaults(), .. Labels.SelectMany((label, row) => LabelFaults(label, row, labels)), .. Weights.SelectMany(WeightFaults)];

    private IEnumerable<Fault> SizeFaults()
    {
        if (Count == 0 || Weights.Count != Count || Speakers.Count != Count)
        {
            yield return new Fault(
                "training rows", $"hold {Count} labels, {Weights.Count} weights and {Speakers.Count} speakers; there must be one of each per row, and a row");
        }

        if (PseudoLabelled is { } pseudo && pseudo.Count != Count)
        {
            yield return new Fault("training rows", $"say of {pseudo.Count} rows whether they are pseudo-labelled; there are {Count}");
        }

        if (Columns.Count == 0 || !Weights.Any(weight => weight > 0))
        {
            yield return new Fault("training rows", $"hold {Columns.Count} columns; there must be one or more, and a row with a weight above 0");
        }
    }

    private IEnumerable<Fault> ColumnFaults() => Columns
        .Where(column => column.Dimension < 1 || column.Values.Length != (long)Count * column.Dimension)
        .Select(column => new Fault(
            $"training rows: {column.Name}",
            $"has {column.Values.Length} values; {Count} rows of dimension {column.Dimension} need {(long)Count * column.Dimension}"))
        .Concat(Columns.GroupBy(column => column.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => new Fault($"training rows: {group.Key}", $"stands {group.Count()} times; an encoder makes one column")));

    private static IEnumerable<Fault> LabelFaults(int label, int row, LabelSet labels)
    {
        if (label < 0 || label >= labels.Count)
        {
            yield return new Fault($"training rows: row {row}", $"has the label {label}; it must lie in 0..{labels.Count - 1} ({labels})");
        }
    }

    private static IEnumerable<Fault> WeightFaults(float weight, int row)
    {
        if (!float.IsFinite(weight) || weight < 0)
        {
            yield return new Fault($"training rows: row {row}", FormattableString.Invariant($"has the weight {weight}; it must be 0 or more"));
        }
    }
}
