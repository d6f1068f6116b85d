namespace MerExperiments.AudioText.Training;

/// <summary>Which rows each step of an epoch sees: drawn in an order of the epoch's own, rows of similar length in one step, the steps in random order.</summary>
/// <remarks>All of it follows from the seed, the epoch and the rows, so that a resumed run needs to know no more than epoch and step. Which rows a step sees
/// depends on the product of batch and accumulated batches alone: half the batch with twice the accumulation trains on the same steps.
/// Thread-safe.</remarks>
internal sealed class StepSampler
{
    /// <summary>Steps among which rows are sorted by length: enough that a step pads little, few enough that its rows stay a random choice.</summary>
    private const int StepsSortedTogether = 16;
    private readonly IReadOnlyList<int> _lengths;
    private readonly int[][] _classes;
    private readonly AudioTextOptions _options;
    private readonly NamedSeed _seed;

    /// <param name="lengths">Each row's length in positions of the language model.</param>
    /// <param name="labels">Each row's class, 0 or more.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">The training's seed.</param>
    public StepSampler(IReadOnlyList<int> lengths, IReadOnlyList<int> labels, AudioTextOptions options, NamedSeed seed)
    {
        (_lengths, _options, _seed) = (lengths, options, seed);
        _classes = [.. Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        int rows = options.Balance == ClassBalance.Sampling ? RowsPerClass * _classes.Length : lengths.Count;
        Steps = (rows + RowsPerStep - 1) / RowsPerStep;
    }

    /// <summary>Steps of an epoch; the same for all.</summary>
    public int Steps { get; }

    private int RowsPerStep => _options.Batch * _options.Accumulation;

    /// <summary>The rows per class on average, rounded up, so that a balanced epoch is about as long as a plain one.</summary>
    private int RowsPerClass => (_lengths.Count + _classes.Length - 1) / _classes.Length;

    /// <summary>The steps of an epoch, 0 or more.</summary>
    public IReadOnlyList<StepRows> Epoch(int epoch)
    {
        Random random = _seed.For("order", epoch).ToRandom();
        int[] rows = Drawn(random);
        random.Shuffle(rows);
        StepRows[] steps = [.. rows.Chunk(StepsSortedTogether * RowsPerStep).SelectMany(SortedSteps)];
        random.Shuffle(steps);
        return steps;
    }

    private int[] Drawn(Random random) =>
        _options.Balance == ClassBalance.Sampling ? [.. _classes.SelectMany(ofClass => Balanced(ofClass, random))] : [.. Enumerable.Range(0, _lengths.Count)];

    /// <summary>As many rows of a class as of every other: each row as often as all fit, the rest by lot.</summary>
    private IEnumerable<int> Balanced(int[] ofClass, Random random)
    {
        int[] shuffled = [.. ofClass];
        random.Shuffle(shuffled);
        return Enumerable.Range(0, RowsPerClass).Select(i => shuffled[i % shuffled.Length]);
    }

    private IEnumerable<StepRows> SortedSteps(int[] rows) => rows
        .OrderBy(row => _lengths[row])
        .Chunk(RowsPerStep)
        .Select(step => new StepRows([.. step.Chunk(_options.Batch)]));
}

/// <summary>The rows of one step of the optimiser, in the batches in which they pass through the model.</summary>
/// <param name="Batches">Row indices, batch by batch; one or more batches of one or more rows, rows of similar length beside each other.</param>
internal sealed record StepRows(IReadOnlyList<int[]> Batches)
{
    /// <summary>All rows.</summary>
    public IEnumerable<int> Rows => Batches.SelectMany(batch => batch);
}
