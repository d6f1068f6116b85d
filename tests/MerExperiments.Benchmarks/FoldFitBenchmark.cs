using MerExperiments.Fusion;
using MerExperiments.Fusion.Networks;
using MerExperiments.Search;

namespace MerExperiments.Benchmarks;

/// <summary>Seconds of one fold fit of the heads: at the size of a small sweep, and of the attention head at the size of MER2024's labelled part.</summary>
internal sealed class FoldFitBenchmark : IBenchmark
{
    private static readonly NamedSeed Seed = new(2024);

    public string Name => "fold-fit";

    public MarkdownTable Run()
    {
        TrainingRows small = Draw(700, [200, 400, 600]);
        TrainingRows large = Draw(5030 * 4 / 5, [1024, 5120, 768]);
        void FitSmall(IHead head) => head.Fit(small, LabelSet.Mer2024, ParameterSet.Empty, Seed, default);
        List<string[]> rows = [.. Heads.All.Select(head => Row(head.Name, small, 5, () => FitSmall(head)))];
        IHead attention = Heads.Find("attention");
        ParameterSet wide = new([new("hidden", new(128)), new("components", new(256))]);
        rows.Add(Row("attention, H=128, 256 components", large, 3, () => attention.Fit(large, LabelSet.Mer2024, wide, Seed, default)));
        rows.Add(Row("the same, one epoch", large, 3, () => FitEpochs(large, 256, 1)));
        rows.Add(Row("the same, seven epochs", large, 3, () => FitEpochs(large, 256, 7)));
        rows.Add(Row("attention, H=128, not projected, one epoch", large, 1, () => FitEpochs(large, 8192, 1)));
        rows.Add(Row("the same, three epochs", large, 1, () => FitEpochs(large, 8192, 3)));
        return new MarkdownTable(["head", "rows x features", "wall seconds a fold fit: median (range)", "processor seconds"], rows);
    }

    private static string[] Row(string head, TrainingRows rows, int calls, Action fit)
    {
        (double Wall, double Processor)[] seconds = Stopwatches.Seconds(calls, fit);
        string size = $"{rows.Count} x ({string.Join("+", rows.Columns.Select(column => column.Dimension))})";
        return [head, size, Stopwatches.Describe(seconds.Select(s => s.Wall)), Stopwatches.Describe(seconds.Select(s => s.Processor))];
    }

    private static void FitEpochs(TrainingRows rows, int components, int epochs)
    {
        NetworkOptions options = NetworkOptions.Of(NetworkOptions.Space.Defaults(("hidden", new(128)))) with { Components = components, Epochs = epochs };
        new NetworkHead("attention", new AttentionNetwork()).Fit(rows, LabelSet.Mer2024, options, Seed, default);
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
