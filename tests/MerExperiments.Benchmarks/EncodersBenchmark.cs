using MerExperiments.Encoders;
using MerExperiments.Features;

namespace MerExperiments.Benchmarks;

/// <summary>Clips per second of the encoders: a shard at once, by a bare loop over the same batches, clip by clip, and by ML.NET's own transformer.</summary>
internal sealed class EncodersBenchmark : IBenchmark
{
    private const int TimedTurns = 7;

    public string Name => "encoders";

    public string About =>
        "Generated clips (1.0 to 2.2 s of sound, three face frames, a Chinese transcript), decoded and prepared before the clock starts; 1 thread. \"Batched\" "
        + "is one call of EncoderSession.Encode for a shard of 128 clips (speech-embedding and the HuBERT stand-in: 12; the BERT stand-in: 64), \"clip by clip\" one "
        + "call per clip; there a lone row of a graph that gives one vector per row is computed beside a copy of itself. The bare loop is written by hand around ONNX "
        + "Runtime: the same batches and masks, made before the clock starts; rows copied into blocks, runs, outputs copied; no pooling. ApplyOnnxModel is "
        + "ML.NET's own, one row a run: the same graph, the same padding, one transformer per padded length opened beforehand; of faces a row is a frame; "
        + "two graphs with windows between are beyond it. Stand-ins have random weights and a published encoder's inputs and outputs: a convolution and 4 layers "
        + "of width 256 (HuBERT), 6 layers of width 768 (BERT), 6 products of 768 x 768 over one picture a row (dense). Ratios are medians over turns of the "
        + "processor's time, so that other work on the machine does not enter.";

    public MarkdownTable Run()
    {
        using var folder = new TemporaryFolder();
        var clips = GeneratedClips.Write(Path.Combine(folder.Path, "corpus"), FeatureStore.ShardRows);
        var registry = new EncoderRegistry(new EncoderFolders(EncoderFolders.DefaultModelsRoot, Path.Combine(folder.Path, "graphs")));
        return new MarkdownTable(
            ["encoder", "way", "clips a turn", "clips/s: median (range)", "batched is faster by", "largest difference of a value"],
            [.. new EncoderTrials(clips, registry, folder.Path).All.SelectMany(trial => Rows(trial, registry))]);
    }

    private static string[][] Rows(Func<EncoderTrial> open, EncoderRegistry registry)
    {
        try
        {
            return Rows(open(), registry);
        }
        catch (InvalidInputException e)
        {
            return [["a published encoder", $"not measured: {Path.GetFileName(e.Faults[0].Place)} {e.Faults[0].Problem}", "", "", "", ""]];
        }
    }

    private static string[][] Rows(EncoderTrial trial, EncoderRegistry registry)
    {
        using var session = new EncoderSession(trial.Card, registry);
        EncoderRow[] rows = trial.Rows(session);
        List<(string Name, Func<float[][]> Encode)> ways =
        [
            ("batched", () => session.Encode(rows)),
            ("bare loop, same batches", trial.Bare),
            ("clip by clip", () => [.. rows.Select(row => session.Encode([row])[0])]),
        ];
        if (trial.Stock is { } stock)
        {
            ways.Add(("ApplyOnnxModel, row by row", stock));
        }

        float[][][] features = [.. ways.Select(way => way.Encode())];
        Timing[] timings = Turns.Warm(TimedTurns, [.. ways.Select(way => Repeated(way.Encode, trial.Repeats))]);
        return [.. ways.Select((way, i) => Row(
            (trial.Card.Name, way.Name, rows.Length * trial.Repeats), timings[i], timings[0], i == 1 ? null : Difference(features[i], features[0])))];
    }

    /// <summary>A shard of transcripts takes a millisecond, too short to time: it is encoded again and again.</summary>
    private static Action Repeated(Func<float[][]> encode, int times) => () =>
    {
        for (int i = 0; i < times; i++)
        {
            encode();
        }
    };

    private static string[] Row((string Encoder, string Name, int Clips) way, Timing timing, Timing batched, float? difference) =>
    [
        way.Encoder, way.Name, FormattableString.Invariant($"{way.Clips}"),
        Timing.Describe([.. timing.WallSeconds.Select(seconds => way.Clips / seconds)], "0"),
        FormattableString.Invariant($"{Timing.Median(timing.ProcessorSeconds.Zip(batched.ProcessorSeconds, (mine, its) => mine / its)):0.00} x"),
        difference is { } value ? FormattableString.Invariant($"{value:0.0e+0}") : "",
    ];

    /// <summary>Null where the way gives rows before pooling.</summary>
    private static float? Difference(float[][] features, float[][] others) =>
        features.Length == others.Length && features.Zip(others).All(pair => pair.First.Length == pair.Second.Length)
            ? features.Zip(others, (one, other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max()).Max()
            : null;
}
