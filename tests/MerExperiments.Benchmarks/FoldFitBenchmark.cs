using MerExperiments.Fusion;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Networks;
using MerExperiments.Search;

namespace MerExperiments.Benchmarks;

/// <summary>Seconds of one fold fit of each head, at the size of MER2024's labelled part and at that of a small sweep.</summary>
internal sealed class FoldFitBenchmark : IBenchmark
{
    private const int Projected = 256, NotProjected = 8192, TimedTurns = 3;
    private static readonly NamedSeed Seed = new(2024);

    public string Name => "fold-fit";

    public string About =>
        "5,030 x 6,912 features (1,024 + 5,120 + 768), of which a fit sees four of five folds, 4,024 rows; drawn at MER2024's class shares. The "
        + "networks have H = 128, batch 128, at most 40 epochs, and stop after six without gain on an inner split; a fit holds standardising, "
        + "principal components (256 per encoder, where said) and the writing of the head's ONNX graph. All other parameters at their defaults.";

    public MarkdownTable Run()
    {
        TrainingRows small = Draw(700, [200, 400, 600]), large = Draw(5030 * 4 / 5, [1024, 5120, 768]);
        List<string[]> sweep = Rows(small, Turns.Warm(TimedTurns, Actions(small, Fits)), Fits);
        (string Name, Action<TrainingRows> Fit)[] all = [.. Fits, .. Epochs];
        List<string[]> corpus = Rows(large, Turns.Take(TimedTurns, Actions(large, all)), all);
        return new MarkdownTable(
            ["fit", "rows x features", "wall seconds: median (range)", "processor seconds", "times the first of its size, by turns"], [.. corpus, .. sweep]);
    }

    private static (string Name, Action<TrainingRows> Fit)[] Fits { get; } =
    [
        ("attention, 256 components", rows => FitNetwork("attention", new AttentionNetwork(), rows, Projected)),
        ("attention, not projected", rows => FitNetwork("attention", new AttentionNetwork(), rows, NotProjected)),
        ("concat-mlp, 256 components", rows => FitNetwork("concat-mlp", new ConcatMlpNetwork(), rows, Projected)),
        ("lightgbm, 60 iterations", rows => Heads.Find("lightgbm").Fit(rows, LabelSet.Mer2024, ParameterSet.Empty, Seed, default)),
        ("maximum-entropy", rows => Heads.Find("maximum-entropy").Fit(rows, LabelSet.Mer2024, ParameterSet.Empty, Seed, default)),
    ];

    /// <summary>Patience is six epochs, so that seven are always run and one epoch is a sixth of the difference.</summary>
    private static (string Name, Action<TrainingRows> Fit)[] Epochs { get; } =
    [
        ("attention, 256 components, 1 epoch", rows => FitNetwork("attention", new AttentionNetwork(), rows, Projected, 1)),
        ("attention, 256 components, 7 epochs", rows => FitNetwork("attention", new AttentionNetwork(), rows, Projected, 7)),
        ("attention, not projected, 1 epoch", rows => FitNetwork("attention", new AttentionNetwork(), rows, NotProjected, 1)),
        ("attention, not projected, 7 epochs", rows => FitNetwork("attention", new AttentionNetwork(), rows, NotProjected, 7)),
    ];

    private static Action[] Actions(TrainingRows rows, (string Name, Action<TrainingRows> Fit)[] fits) =>
        [.. fits.Select(fit => (Action)(() => fit.Fit(rows)))];

    private static List<string[]> Rows(TrainingRows rows, Timing[] timings, (string Name, Action<TrainingRows> Fit)[] fits)
    {
        string size = $"{rows.Count} x ({string.Join("+", rows.Columns.Select(column => column.Dimension))})";
        return [.. fits.Select((fit, i) => new[]
        {
            fit.Name, size, Timing.Describe(timings[i].WallSeconds), Timing.Describe(timings[i].ProcessorSeconds),
            FormattableString.Invariant($"{timings[i].Against(timings[0]):0.00}"),
        })];
    }

    private static void FitNetwork(string name, IFusionNetwork network, TrainingRows rows, int components, int epochs = 40)
    {
        NetworkOptions options = NetworkOptions.Of(NetworkOptions.Space.Defaults(("hidden", new(128)))) with { Components = components, Epochs = epochs };
        new NetworkHead(name, network).Fit(rows, LabelSet.Mer2024, options, Seed, default);
    }

    /// <summary>Classes at MER2024's shares, seen by every encoder through correlated noise.</summary>
    private static TrainingRows Draw(int count, int[] dimensions)
    {
        Random random = Seed.For("rows").ToRandom();
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => ClassAt(random.NextDouble()))];
        return new TrainingRows
        {
            Columns = [.. dimensions.Select((dimension, c) => new FeatureColumn($"encoder{c}", dimension, Values(labels, dimension, random)))],
            Labels = labels,
            Weights = [.. labels.Select(_ => 1f)],
            Speakers = [.. labels.Select(string? (_) => null)],
        };
    }

    private static int ClassAt(double share)
    {
        double[] bounds = [0.248, 0.488, 0.695, 0.84, 0.962];
        return bounds.Count(bound => share > bound);
    }

    private static float[] Values(int[] labels, int dimension, Random random)
    {
        const int Factors = 24;
        float[] mixing = [.. Enumerable.Range(0, Factors * dimension).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] values = new float[labels.Length * dimension];
        for (int row = 0; row < labels.Length; row++)
        {
            float[] factors = [.. Enumerable.Range(0, Factors).Select(f => (float)(3 * (random.NextDouble() - 0.5)) + (f == labels[row] ? 1 : 0))];
            for (int d = 0; d < dimension; d++)
            {
                float value = (float)(random.NextDouble() - 0.5);
                for (int f = 0; f < Factors; f++)
                {
                    value += factors[f] * mixing[f * dimension + d];
                }

                values[row * dimension + d] = value;
            }
        }

        return values;
    }
}
