using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Evaluation;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Reporting.Tests;

/// <summary>Writes run folders that look like real ones into a temporary folder, which Dispose deletes.</summary>
internal sealed class RunBuilder : IDisposable
{
    private static readonly int[] TestSupport = [75, 72, 62, 44, 36, 11];
    private static readonly int[] FoldSupport = [149, 144, 124, 87, 73, 23];
    private static readonly string[] Labels = [.. LabelSet.Mer2024.Names];

    /// <summary>The experiments folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("mer-report-").FullName;

    /// <summary>The question the run asks.</summary>
    public string Question { get; init; } = "Does the whole loop beat the best single modality on the generated corpus?";

    /// <summary>The conditions' names.</summary>
    public string[] Conditions { get; init; } = ["main"];

    /// <summary>Why the failed trial failed.</summary>
    public string FailureReason { get; init; } = "the loss became NaN at epoch 3 of fold 1; it must stay finite (learning_rate 0.01)";

    /// <summary>The run's id.</summary>
    public string RunId { get; init; } = "20240917-101500-a1b2";

    /// <summary>The metric that ranks.</summary>
    public Metric Metric { get; init; } = Metric.Waf;

    /// <summary>How many mining iterations follow iteration 0.</summary>
    public int Mined { get; init; } = 2;

    /// <summary>Writes a finished run.</summary>
    public RunFolder Finished()
    {
        RunFolder run = Unfinished(RunState.Finished);
        RunJson.Write(run.Metrics, new RunMetrics
        {
            Experiment = "quickstart",
            Question = Question,
            Metric = Metric,
            Labels = Labels,
            Protocol = new RunProtocol { Folds = 5, Group = "speaker", GroupsApart = true, TestGroups = 30, SharedGroups = 0 },
            Conditions = [.. Conditions.Select((name, i) => Condition(name, i * 0.4))],
        });
        return run;
    }

    /// <summary>Writes a finished run that kept its predictions and the human labels of its test part.</summary>
    /// <param name="wrong">How many of the 90 test utterances, the first ones, are predicted wrong.</param>
    /// <param name="label">The human label of an utterance.</param>
    public RunFolder Predicted(int wrong, Func<int, string>? label = null)
    {
        label ??= i => Labels[i % 3];
        RunFolder run = Finished();
        IEnumerable<string[]> rows = Enumerable.Range(0, 90).Select(i => new[] { $"clip{i}", "test", Labels[(i + (i < wrong ? 1 : 0)) % 3] });
        AtomicFile.WriteText(run.Predictions, CsvTable.Format(["name", "part", "discrete"], rows.Append(["pool1", "pool", "sad"])));
        AtomicFile.WriteText(run.TestLabels, CsvTable.Format(["name", "label", "group"], Enumerable.Range(0, 90).Select(i => new[] { $"clip{i}", label(i), $"speaker{i % 30}" })));
        return run;
    }

    /// <summary>Writes a run with trials and iterations, but without metrics.json.</summary>
    public RunFolder Unfinished(RunState state = RunState.Unfinished)
    {
        var run = new RunFolder(Path.Combine(Root, "quickstart", RunId));
        RunJson.Write(run.Manifest, Manifest(state));
        foreach (string condition in Conditions)
        {
            for (int iteration = 0; iteration <= Mined; iteration++)
            {
                string folder = run.Iteration(iteration, Conditions.Length == 1 ? null : condition);
                RunJson.Write(Path.Combine(folder, "metrics.json"), Iteration(iteration));
                Trials.Write(folder, iteration, FailureReason);
                AtomicFile.WriteText(Path.Combine(folder, "pseudo-labels.csv"), "name,label\na,happy\nb,sad\n");
            }
        }

        return run;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private RunManifest Manifest(RunState state) => new()
    {
        Experiment = "quickstart",
        RunId = RunId,
        State = state,
        StopReason = state == RunState.Stopped ? "the disk is full; free some space, then resume" : null,
        Configuration = JsonSerializer.SerializeToElement(new
        {
            question = Question,
            seed = 2024,
            folds = 5,
            metric = Metric.ToString().ToLowerInvariant(),
            sweep = new { heads = new[] { "attention", "concat-mlp", "lightgbm" }, tuner = "tpe", trials = 24 },
            mining = new { iterations = 2, voters = 5 },
        }),
        CorpusHash = new string('a', 64),
        NormalisedPerSpeaker = true,
        Seconds = 161.4,
        Provenance = new Provenance
        {
            Toolkit = "0.1.0",
            Runtime = ".NET 10.0.0",
            Platform = "Debian 12, X64",
            Processors = 2,
            Started = new DateTimeOffset(2024, 9, 17, 10, 15, 0, TimeSpan.Zero),
            Command = "mer run quickstart",
        },
        Quarantined =
        [
            new QuarantinedFile("sample_00000017", "mel-statistics", "audio/sample_00000017.wav", "it holds 0 bytes; a WAV file has 44 or more"),
            new QuarantinedFile("sample_00000203", "mel-statistics", "audio/sample_00000203.wav", "it starts with \"<htm\"; a WAV file starts with \"RIFF\""),
        ],
    };

    private ConditionMetrics Condition(string name, double poolFraction) => new()
    {
        Name = name,
        PoolFraction = poolFraction,
        Counts = new Dictionary<string, int> { ["labelled"] = 600, ["pool"] = 3000, ["test"] = 300 },
        OuterFolds = 1,
        ChosenIterations = [Math.Min(1, Mined)],
        Test = Test(Math.Min(1, Mined)),
        SingleModalities =
        [
            Modality("mel-statistics", MerExperiments.Modality.Audio, 0.66, 0.671),
            Modality("char-ngrams", MerExperiments.Modality.Text, 0.55, 0.561),
            Modality("face-texture", MerExperiments.Modality.Video, 0.47, 0.488),
        ],
        Iterations = [.. Enumerable.Range(0, Mined + 1).Select(Iteration)],
        Comparisons =
        [
            Paired(ComparisonKind.BestSingle, new ComparedPredictions { Encoder = "mel-statistics" }, new ComparedPredictions(), 0.147, 0.0002),
            .. Enumerable.Range(1, Mined).Select(i => Iteration(i).AgainstPrevious!),
            .. Mined == 0 ? Array.Empty<PairedComparison>() : [Paired(ComparisonKind.Unmined, new ComparedPredictions { Iteration = 0 }, new ComparedPredictions(), 0.0134, 0.031)],
        ],
    };

    private static SingleModalityMetrics Modality(string encoder, Modality modality, double right, double outOfFold) => new()
    {
        Encoder = encoder,
        Modality = modality,
        Head = "lightgbm",
        OutOfFold = outOfFold,
        Test = Scores.Of(Labels, Scores.Matrix(TestSupport, right)),
    };

    private static IterationMetrics Iteration(int iteration) => new()
    {
        Iteration = iteration,
        OutOfFold = Scores.Of(Labels, Scores.Matrix(FoldSupport, 0.82 + (0.015 * iteration)), ScoredLabels.HumanLabelsOutOfFold),
        Test = Test(iteration),
        PseudoLabelled = 180 * iteration,
        PseudoLabelsPerClass = Labels.ToDictionary(label => label, label => iteration * (12.0 + Array.IndexOf(Labels, label))),
        PseudoLabelPrecision = iteration == 0 ? null : 0.97 - (0.02 * iteration),
        EnsembleWeights = new Dictionary<string, double> { ["0003"] = 0.45, ["0009"] = 0.3, ["0014"] = 0.15, ["0001"] = 0.1 },
        AgainstPrevious = iteration switch
        {
            0 => null,
            1 => Paired(ComparisonKind.PreviousIteration, new ComparedPredictions { Iteration = 0 }, new ComparedPredictions { Iteration = 1 }, 0.0134, 0.031),
            _ => Paired(ComparisonKind.PreviousIteration, new ComparedPredictions { Iteration = 1 }, new ComparedPredictions { Iteration = 2 }, -0.0066, 0.41),
        },
        StopReason = iteration == 2 ? "the last of 2 iterations" : null,
    };

    private static ScoredSet Test(int iteration) => Scores.Of(Labels, Scores.Matrix(TestSupport, 0.79 + (iteration switch { 1 => 0.015, 2 => 0.008, _ => 0 })));

    private static PairedComparison Paired(ComparisonKind kind, ComparedPredictions a, ComparedPredictions b, double difference, double p) => new()
    {
        Kind = kind,
        A = a,
        B = b,
        Metric = Metric.Waf,
        Difference = difference,
        DifferenceInterval = new Interval(difference - 0.012, difference + 0.012),
        P = p,
    };
}
