using System.Globalization;
using System.Numerics.Tensors;
using MerExperiments.Features;

namespace MerExperiments.Benchmarks;

/// <summary>Seconds to have a feature table in memory and every value of it read once.</summary>
internal sealed class TableLoadBenchmark : IBenchmark
{
    private const int Rows = 5030, Dimension = 6912, TimedTurns = 9;

    private static readonly FeatureCard Card = new()
    {
        Encoder = "benchmark",
        Modality = Modality.Audio,
        Dimension = Dimension,
        Graphs = [],
        Preparation = "random numbers",
        Pooling = "None",
        CorpusHash = "",
        MediaHash = "",
    };

    public string Name => "table-load";

    public string About =>
        "5,030 x 6,912 float32 (139 MB), all files in the system's page cache. \"Every value read\" sums them all, alike in both. The loop reads "
        + "one .npy of 6,912 values per utterance into one matrix, which favours it: by MERTools' layout three features are three files.";

    public MarkdownTable Run()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Enumerable.Range(0, Rows).Select(row => row.ToString("'sample_'00000000", CultureInfo.InvariantCulture))];
        var store = new FeatureStore(Path.Combine(folder.Path, "store"));
        FeatureTable table = store.GetOrCreate(Card, names, Draw).Table;
        string[] files = WriteFiles(folder.Path, table);
        if (SumOf(table.Values) != SumOf(ReadFiles(files)))
        {
            throw new InvalidOperationException("the two ways of loading give different values");
        }

        Timing[] timings = Turns.Warm(
            TimedTurns, [() => SumOf(store.Find(Card)!.Table.Values), () => SumOf(ReadFiles(files)), () => store.Find(Card)]);
        string[] ways = ["feature store, memory-mapped, every value read", "loop over one .npy per utterance, every value read", "feature store, opened only"];
        return new MarkdownTable(
            ["way", "wall seconds: median (range)", "processor seconds", "times the first, by turns"],
            [.. ways.Select((way, i) => Row(way, timings[i], timings[0]))]);
    }

    private static string[] Row(string way, Timing timing, Timing first) =>
    [
        way, Timing.Describe(timing.WallSeconds, "0.000"), Timing.Describe(timing.ProcessorSeconds, "0.000"),
        FormattableString.Invariant($"{timing.Against(first):0.00}"),
    ];

    private static FeatureShard Draw(Range rows)
    {
        int count = rows.End.Value - rows.Start.Value;
        Random random = new NamedSeed(2024).For("rows", rows.Start.Value).ToRandom();
        float[] values = new float[count * Dimension];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle();
        }

        var states = new FeatureState[count];
        Array.Fill(states, FeatureState.Present);
        return new FeatureShard(values, states, new string?[count]);
    }

    private static string[] WriteFiles(string root, FeatureTable table)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "benchmark-UTT")).FullName;
        string[] files = [.. table.Names.Select(name => Path.Combine(folder, name + ".npy"))];
        for (int row = 0; row < files.Length; row++)
        {
            using FileStream stream = File.Create(files[row]);
            Npy.Write(stream, table[row], Dimension);
        }

        return files;
    }

    private static float[] ReadFiles(string[] files)
    {
        float[] matrix = new float[files.Length * Dimension];
        for (int row = 0; row < files.Length; row++)
        {
            Npy.Read<float>(files[row]).Values.CopyTo(matrix, row * Dimension);
        }

        return matrix;
    }

    private static float SumOf(ReadOnlySpan<float> values) => TensorPrimitives.Sum(values);
}
