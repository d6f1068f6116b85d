using System.Text.Json;
using MerExperiments.Evaluation;
using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.EndToEnd.Notebooks;

/// <summary>A finished run of two classes, two mining iterations and three trials, one of them failed, in a temporary folder.</summary>
internal sealed class SmallRun : IDisposable
{
    private static readonly string[] Labels = ["calm", "angry"];

    /// <summary>Writes the run.</summary>
    public SmallRun()
    {
        var run = new RunFolder(Path.Combine(Experiments, "quickstart", "20240917-101500-test"));
        RunJson.Write(run.Manifest, Manifest(run.RunId));
        RunJson.Write(run.Metrics, Metrics());
        var store = new TrialStore(run.Iteration(0));
        Write(store, 0, new TrialResult { State = TrialState.Completed, Score = 0.7 });
        Write(store, 1, new TrialResult { State = TrialState.Failed, Reason = "out of memory" });
        Write(store, 2, new TrialResult { State = TrialState.Completed, Score = 0.8 });
    }

    /// <summary>The experiments folder.</summary>
    public string Experiments { get; } = Directory.CreateTempSubdirectory("mer-notebook-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Experiments, recursive: true);

    private static void Write(TrialStore store, int number, TrialResult result)
    {
        var spec = new TrialSpec
        {
            Number = number,
            Parameters = ParameterSet.Empty.With("head", new ParameterValue("attention")).With("attention.hidden", new ParameterValue(64)),
            Seed = 1,
            ProposedBy = "baseline",
        };
        store.Begin(spec);
        store.Commit(spec, result);
    }

    private static RunManifest Manifest(string runId) => new()
    {
        Experiment = "quickstart",
        RunId = runId,
        State = RunState.Finished,
        Configuration = JsonSerializer.SerializeToElement(new { question = "Does it run?" }),
        Provenance = Provenance.Here("mer run quickstart", TimeProvider.System),
    };

    private static RunMetrics Metrics() => new()
    {
        Experiment = "quickstart",
        Question = "Does it run?",
        Metric = Metric.Waf,
        Labels = Labels,
        Protocol = new RunProtocol { Folds = 5, Group = "speaker", GroupsApart = false },
        Conditions =
        [
            new ConditionMetrics
            {
                Name = "main",
                PoolFraction = 0,
                Counts = new Dictionary<string, int> { ["test"] = 20 },
                OuterFolds = 1,
                ChosenIterations = [1],
                Test = Scored(0.85),
                SingleModalities = [],
                Iterations = [Iteration(0, 0.8), Iteration(1, 0.85)],
                Comparisons = [],
            },
        ],
    };

    private static IterationMetrics Iteration(int iteration, double waf) => new()
    {
        Iteration = iteration,
        OutOfFold = Scored(waf + 0.01),
        Test = Scored(waf),
        PseudoLabelled = 10 * iteration,
        PseudoLabelsPerClass = Labels.ToDictionary(label => label, _ => 5.0 * iteration),
        EnsembleWeights = new Dictionary<string, double> { ["0002"] = 1 },
    };

    private static ScoredSet Scored(double waf) => new()
    {
        N = 20,
        Waf = waf,
        Accuracy = waf,
        Uar = waf,
        WafInterval = new Interval(waf - 0.1, waf + 0.1),
        UarInterval = new Interval(waf - 0.1, waf + 0.1),
        AccuracyInterval = new Interval(waf - 0.1, waf + 0.1),
        Resampled = new ResampledUnits(20, "utterances"),
        PerClass = [.. Labels.Select(label => new ClassScore(label, 10, waf, waf, waf))],
        Confusion = [[9, 1], [1, 9]],
        ScoredOn = ScoredLabels.HumanLabelsOfTestPart,
    };
}
