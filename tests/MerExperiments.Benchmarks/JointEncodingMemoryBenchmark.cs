using System.Globalization;
using MerExperiments.AudioText;
using MerExperiments.AudioText.Training;
using MerExperiments.Features;
using TorchSharp;

namespace MerExperiments.Benchmarks;

/// <summary>Whether encoding a large pool keeps what it should give back.</summary>
internal sealed class JointEncodingMemoryBenchmark : IBenchmark
{
    private const int Batches = 3000, BatchRows = 32, Every = 600, Distinct = 60, Dimension = 40;
    private static readonly LabelSet Labels = new(["low", "high"]);

    public string Name => "joint-encoding-memory";

    public string About => "The resident set while a tiny model encodes 96,000 rows in batches of 32, after each 600 batches; drift is against the 600th.";

    public MarkdownTable Run() => new(
        ["rows", "batch", "resident MB", "drift", "managed heap MB", "live tensors", "collections"],
        [.. Encode("sound and words", frames: 64), .. Encode("words alone", frames: 0)]);

    private static IEnumerable<string[]> Encode(string name, int frames)
    {
        JointRows some = Draw(frames);
        var options = new AudioTextOptions { Model = "tiny", Vocabulary = 300, Epochs = 1 };
        var trainer = new JointTrainer(LanguageModelSource.Of(options, "/"), options, new NamedSeed(1));
        using FittedJointModel model = trainer.Fit(some, Labels);
        JointRows all = some.Select([.. Enumerable.Range(0, Batches * BatchRows).Select(row => row % Distinct)]);
        var batcher = new JointBatcher(all, model.Tokenizer, Labels, model.Options);
        double first = 0;
        for (int done = Every; done <= Batches; done += Every)
        {
            BatchedRows.Read(model.Model, batcher, [.. Enumerable.Range((done - Every) * BatchRows, Every * BatchRows)], BatchRows, CancellationToken.None);
            double now = Environment.WorkingSet / 1e6;
            first = first == 0 ? now : first;
            yield return
            [
                name,
                Text(done, "0"),
                Text(now, "0.0"),
                Text(100 * ((now / first) - 1), "+0.0;-0.0;0.0") + "%",
                Text(GC.GetTotalMemory(false) / 1e6, "0.0"),
                Text(torch.Tensor.TotalCount, "0"),
                Text(GC.CollectionCount(0), "0"),
            ];
        }
    }

    private static JointRows Draw(int frames)
    {
        var random = new Random(7);
        string[] names = [.. Enumerable.Range(0, Distinct).Select(row => $"{row}")];
        string[] words = ["well", "that", "is", "so", "it", "was", "not", "great"];
        var table = new TableRows("mel", Modality.Audio, names, [.. names.Select(_ => frames > 0 ? FeatureState.Present : FeatureState.Missing)]);
        float[] values = [.. Enumerable.Range(0, Distinct * frames * Dimension).Select(_ => (float)random.NextDouble())];
        return new JointRows
        {
            Frames = new FrameTable(table, Dimension, values, [.. Enumerable.Range(0, Distinct + 1).Select(row => (long)row * frames)]),
            FrameRows = [.. Enumerable.Range(0, Distinct)],
            Names = names,
            Texts = [.. names.Select(_ => string.Join(' ', random.GetItems(words, 12)))],
            Labels = [.. names.Select((_, row) => row % 2)],
            Weights = [.. names.Select(_ => 1f)],
            Speakers = [.. names.Select(_ => (string?)null)],
        };
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
