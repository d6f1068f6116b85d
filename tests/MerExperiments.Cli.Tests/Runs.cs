using System.Text.Json;
using MerExperiments.Evaluation;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Cli.Tests;

/// <summary>Makes run folders.</summary>
internal static class Runs
{
    public const string Frozen =
        """{"question": "Does it?", "seed": 7, "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"], "sweep": {"heads": ["attention"]}}""";

    public static RunFolder Unfinished(Workspace workspace, string id, int minute = 0)
    {
        var run = new RunFolder(Path.Combine(workspace.Experiments, "quickstart", id));
        RunJson.Write(run.Manifest, new RunManifest
        {
            Experiment = "quickstart",
            RunId = id,
            State = RunState.Unfinished,
            Configuration = JsonElement.Parse(Frozen),
            Provenance = Provenance.Here("mer run quickstart", TimeProvider.System) with { Started = new(2026, 1, 1, 0, minute, 0, TimeSpan.Zero) },
            Seconds = 12.34,
        });
        return run;
    }

    public static RunFolder Finished(Workspace workspace, string id, int minute = 0, double test = 0.812, double? light = null)
    {
        RunFolder run = Unfinished(workspace, id, minute);
        RunJson.Write(run.Manifest, run.ReadManifest() with { State = RunState.Finished });
        RunJson.Write(run.Metrics, Metrics(test, light));
        return run;
    }

    private static RunMetrics Metrics(double test, double? light) => new()
    {
        Experiment = "quickstart",
        Question = "Does it?",
        Metric = Metric.Waf,
        Labels = ["a", "b"],
        Protocol = new RunProtocol { Folds = 5, Group = "speaker", GroupsApart = true, TestGroups = 3 },
        Conditions = [Condition(test, light)],
    };

    private static ConditionMetrics Condition(double test, double? light) => new()
    {
        Name = "main",
        PoolFraction = 0,
        Counts = new Dictionary<string, int> { ["labelled"] = 60 },
        OuterFolds = 1,
        ChosenIterations = [1],
        Test = Scores(test),
        LightBaseline = light is { } score ? new LightBaselineMetrics { Head = "svm", Parameters = Search.ParameterSet.Empty, OutOfFold = 0.7, Test = Scores(score) } : null,
        SingleModalities = [Single("mel-statistics", 0.6, 0.55), Single("char-ngrams", 0.5, 0.7)],
        Iterations = [Iteration(0, 0.8, null), Iteration(1, 0.812, Compared(0.012))],
        Comparisons = [],
    };

    private static SingleModalityMetrics Single(string encoder, double outOfFold, double test) =>
        new() { Encoder = encoder, Modality = Modality.Audio, Head = "attention", OutOfFold = outOfFold, Test = Scores(test) };

    private static IterationMetrics Iteration(int number, double waf, PairedComparison? comparison) => new()
    {
        Iteration = number,
        OutOfFold = Scores(waf - 0.01),
        Test = Scores(waf),
        PseudoLabelled = number * 30,
        PseudoLabelsPerClass = new Dictionary<string, double>(),
        EnsembleWeights = new Dictionary<string, double>(),
        AgainstPrevious = comparison,
    };

    private static PairedComparison Compared(double difference) => new()
    {
        Kind = ComparisonKind.PreviousIteration,
        A = new ComparedPredictions { Iteration = 0 },
        B = new ComparedPredictions { Iteration = 1 },
        Metric = Metric.Waf,
        Difference = difference,
        DifferenceInterval = new Interval(-0.01, 0.03),
        P = 0.25,
    };

    private static ScoredSet Scores(double score) => new()
    {
        N = 600,
        Waf = score,
        Accuracy = score + 0.001,
        Uar = score - 0.1,
        WafInterval = new Interval(score - 0.03, score + 0.03),
        UarInterval = new Interval(score - 0.13, score - 0.07),
        AccuracyInterval = new Interval(score - 0.029, score + 0.031),
        Resampled = new ResampledUnits(600, "utterances"),
        PerClass = [new ClassScore("a", 300, 0.8, 0.8, 0.8), new ClassScore("b", 300, 0.8, 0.8, 0.8)],
        Confusion = [[240, 60], [60, 240]],
        ScoredOn = ScoredLabels.HumanLabelsOfTestPart,
    };
}
