using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Mining;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Scores a condition on human labels: the only place that reads the test part's labels.</summary>
public sealed class ConditionScores
{
    private const string OnTest = "human labels of the test part, which chose nothing";
    private readonly Condition _condition;
    private readonly IReadOnlyList<FlowOutcome> _flows;
    private readonly Metric _metric;
    private readonly NamedSeed _seed;
    private readonly Reference _test;
    private readonly Reference _outOfFold;

    /// <summary>Puts the outer folds of a condition together.</summary>
    public ConditionScores(Condition condition, IReadOnlyList<FlowOutcome> flows, Metric metric, NamedSeed seed)
    {
        (_condition, _flows, _metric, _seed) = (condition, flows, metric, seed);
        (LabelSet labels, string group) = (flows[0].Data.Labels, flows[0].Data.Split.GroupWord);
        _test = ReferenceOf(labels, group, [.. flows.SelectMany(f => f.Data.TestTruth)], [.. flows.SelectMany(f => f.Data.Split.Test)]);
        _outOfFold = ReferenceOf(labels, group, [.. flows.SelectMany(f => f.Data.Truth)], [.. flows.SelectMany(f => f.Data.Split.Labelled)]);
    }

    /// <summary>One seed for all intervals, so that the same predictions have the same interval wherever they stand.</summary>
    private NamedSeed IntervalSeed => _seed.For("intervals");

    /// <summary>All scores of the condition.</summary>
    /// <param name="description">In what the condition differs from the others, in words; null where it is the only one.</param>
    /// <param name="against">The first condition, where this is a later one that was scored on the same test utterances.</param>
    public ConditionMetrics Score(string? description = null, ConditionScores? against = null)
    {
        int[] final = Predicted(flow => flow.Chosen.Test);
        IReadOnlyList<SingleModalityMetrics> singles = Singles();
        IterationMetrics[] iterations = [.. Enumerable.Range(0, _flows.Max(flow => flow.Iterations.Count)).Select(Iteration)];
        return new ConditionMetrics
        {
            Name = _condition.Name,
            PoolFraction = _condition.PoolFraction,
            Description = description,
            Counts = new SortedDictionary<string, int>(StringComparer.Ordinal)
            {
                ["labelled"] = _flows.Sum(f => f.Data.LabelledNames.Count),
                ["pool"] = _flows.Sum(f => f.Data.PoolNames.Count),
                ["test"] = _flows.Sum(f => f.Data.TestNames.Count),
            },
            OuterFolds = _flows.Count,
            ChosenIterations = [.. _flows.Select(flow => flow.Chosen.Iteration)],
            Test = Scorer.Score(final, _test, OnTest, IntervalSeed),
            SingleModalities = singles,
            Iterations = iterations,
            Comparisons = [.. AgainstBestSingle(final, singles), .. iterations.Select(i => i.AgainstPrevious).OfType<PairedComparison>(), .. AgainstUnmined(final), .. AgainstCondition(against, final)],
        };
    }

    /// <summary>The scores of one mining iteration.</summary>
    /// <param name="k">0 or more; where a flow's mining ended before it, its last iteration counts.</param>
    public IterationMetrics Iteration(int k)
    {
        bool several = _flows.Count > 1;
        return new IterationMetrics
        {
            Iteration = k,
            OutOfFold = Scorer.Score(
                [.. _flows.SelectMany(flow => flow.AtOrLast(k).OutOfFold.PredictedIndices())],
                _outOfFold,
                "human labels of the labelled part, out of fold" + (several ? ", all outer folds together" : ""),
                IntervalSeed),
            Test = Scorer.Score(Predicted(flow => flow.AtOrLast(k).Test), _test, OnTest, IntervalSeed),
            PseudoLabelled = _flows.Average(flow => flow.AtOrLast(k).PseudoLabels.Select(label => label.Name).Distinct().Count()),
            PseudoLabelsPerClass = PerClass(k),
            PseudoLabelPrecision = Precision(k),
            EnsembleWeights = _flows[0].AtOrLast(k).Weights.ToDictionary(),
            AgainstPrevious = k == 0 ? null : Compare(
                IterationName(k - 1), Predicted(flow => flow.AtOrLast(k - 1).Test), IterationName(k), Predicted(flow => flow.AtOrLast(k).Test)),
            StopReason = string.Join("; ", _flows.Select(flow => flow.AtOrLast(k).StopReason).OfType<string>().Distinct()) is { Length: > 0 } reasons ? reasons : null,
        };
    }

    private IReadOnlyList<SingleModalityMetrics> Singles() =>
    [
        .. _flows[0].Singles.Select((single, i) => new SingleModalityMetrics
        {
            Encoder = single.Encoder,
            Modality = single.Modality,
            Head = single.Head,
            OutOfFold = _flows.Average(flow => flow.Singles[i].OutOfFoldScore),
            Test = Scorer.Score(Predicted(flow => flow.Singles[i].Test), _test, OnTest, IntervalSeed),
        }),
    ];

    /// <summary>The single modality is the best on the test part itself, so that the comparison favours it.</summary>
    private IEnumerable<PairedComparison> AgainstBestSingle(int[] final, IReadOnlyList<SingleModalityMetrics> singles)
    {
        if (singles.Count < 2)
        {
            yield break;
        }

        int best = Enumerable.Range(0, singles.Count).MaxBy(i => Value(singles[i].Test));
        string kind = singles.Select(single => single.Modality).Distinct().Count() > 1 ? "modality" : "encoder";
        yield return Compare($"best single {kind} on the test part ({singles[best].Encoder})", Predicted(flow => flow.Singles[best].Test), "final ensemble", final);
    }

    private IEnumerable<PairedComparison> AgainstUnmined(int[] final) => _flows.All(flow => flow.Chosen.Iteration == 0)
        ? []
        : [Compare(IterationName(0), Predicted(flow => flow.Iterations[0].Test), "final ensemble", final)];

    private IEnumerable<PairedComparison> AgainstCondition(ConditionScores? other, int[] final) => other is null
        ? []
        : [Compare($"condition {other._condition.Name}", other.Predicted(flow => flow.Chosen.Test), $"condition {_condition.Name}", final)];

    private double Value(ScoredSet set) => _metric switch
    {
        Metric.Waf => set.Waf,
        Metric.Uar => set.Uar,
        _ => set.Accuracy,
    };

    private PairedComparison Compare(string a, int[] predictedA, string b, int[] predictedB) => PairedTest.Compare(
        new NamedPredictions(a, predictedA), new NamedPredictions(b, predictedB), _test, _metric, _seed.For($"{a} against {b}"));

    private SortedDictionary<string, double> PerClass(int k)
    {
        var perClass = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (string label in _flows[0].Data.Labels.Names)
        {
            perClass[label] = _flows.Average(
                flow => flow.AtOrLast(k).PseudoLabels.Count(p => p.Label == label) / (double)flow.Data.Folds.Count);
        }

        return perClass;
    }

    private double? Precision(int k)
    {
        PseudoLabelAudit[] audits =
            [.. _flows.Select(flow => PseudoLabelAudit.Of(flow.AtOrLast(k).PseudoLabels, flow.Data.Split.PoolTruth, flow.Data.Labels)).Where(audit => audit.Judged > 0)];
        return audits.Length == 0 ? null : audits.Sum(audit => audit.Precision * audit.Judged) / audits.Sum(audit => audit.Judged);
    }

    private int[] Predicted(Func<FlowOutcome, Posteriors> posteriors) => [.. _flows.SelectMany(flow => posteriors(flow).PredictedIndices())];

    private static string IterationName(int k) => string.Create(CultureInfo.InvariantCulture, $"iteration {k}");

    private static Reference ReferenceOf(LabelSet labels, string group, int[] truth, IReadOnlyList<Utterance> utterances) => new(
        truth, labels, utterances.Any(u => u.Speaker is not null) ? [.. utterances.Select(u => u.Speaker)] : null, group);
}
