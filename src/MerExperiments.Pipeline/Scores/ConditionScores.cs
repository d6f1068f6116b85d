using MerExperiments.Evaluation;
using MerExperiments.Mining;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Scores;

/// <summary>Scores a condition on human labels: the only place that reads the test part's labels.</summary>
internal sealed class ConditionScores
{
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
    /// <param name="sound">What sound trained and was tested; null where the run compares none.</param>
    /// <param name="against">The first condition, where this is a later one that was scored on the same test utterances.</param>
    public ConditionMetrics Score(ConditionSound? sound = null, ConditionScores? against = null)
    {
        int[] final = Predicted(flow => flow.Chosen.Test);
        IReadOnlyList<SingleModalityMetrics> singles = Singles();
        IterationMetrics[] iterations = [.. Enumerable.Range(0, _flows.Max(flow => flow.Iterations.Count)).Select(Iteration)];
        return new ConditionMetrics
        {
            Name = _condition.Name,
            PoolFraction = _condition.PoolFraction,
            Without = _condition.Without,
            Sound = sound,
            Counts = new SortedDictionary<string, int>(StringComparer.Ordinal)
            {
                ["labelled"] = _flows.Sum(f => f.Data.LabelledNames.Count),
                ["pool"] = _flows.Sum(f => f.Data.PoolNames.Count),
                ["test"] = _flows.Sum(f => f.Data.TestNames.Count),
            },
            OuterFolds = _flows.Count,
            ChosenIterations = [.. _flows.Select(flow => flow.Chosen.Iteration)],
            Test = Scorer.Score(final, _test, ScoredLabels.HumanLabelsOfTestPart, IntervalSeed),
            SingleModalities = singles,
            LightBaseline = Light(),
            MajorityClass = Scorer.Score([.. _flows.SelectMany(flow => Enumerable.Repeat(MajorityOf(flow), flow.Data.TestTruth.Length))], _test, ScoredLabels.HumanLabelsOfTestPart, IntervalSeed),
            Iterations = iterations,
            Comparisons = [.. AgainstBestSingle(final, singles), .. AgainstLight(final), .. iterations.Select(i => i.AgainstPrevious).OfType<PairedComparison>(), .. AgainstUnmined(final), .. AgainstCondition(against, final)],
        };
    }

    /// <summary>The scores of one mining iteration.</summary>
    /// <param name="k">0 or more; where a flow's mining ended before it, its last iteration counts.</param>
    public IterationMetrics Iteration(int k)
    {
        return new IterationMetrics
        {
            Iteration = k,
            OutOfFold = Scorer.Score(
                [.. _flows.SelectMany(flow => flow.AtOrLast(k).OutOfFold.PredictedIndices())],
                _outOfFold,
                ScoredLabels.HumanLabelsOutOfFold,
                IntervalSeed),
            Test = Scorer.Score(Predicted(flow => flow.AtOrLast(k).Test), _test, ScoredLabels.HumanLabelsOfTestPart, IntervalSeed),
            PseudoLabelled = _flows.Average(flow => flow.AtOrLast(k).PseudoLabels.Select(label => label.Name).Distinct().Count()),
            PseudoLabelsPerClass = PerClass(k),
            PseudoLabelPrecision = Precision(k),
            EnsembleWeights = _flows[0].AtOrLast(k).Weights.ToDictionary(),
            AgainstPrevious = k == 0 ? null : Compare(ComparisonKind.PreviousIteration, OfIteration(k - 1), OfIteration(k), $"iteration {k - 1} against iteration {k}"),
            StopReason = string.Join("; ", _flows.Select(flow => flow.AtOrLast(k).StopReason).OfType<string>().Distinct()) is { Length: > 0 } reasons ? reasons : null,
        };
    }

    private IReadOnlyList<SingleModalityMetrics> Singles() =>
    [
        .. _flows[0].Singles.Where(single => _flows.All(flow => flow.Singles.Any(other => other.Encoder == single.Encoder))).Select(single => new SingleModalityMetrics
        {
            Encoder = single.Encoder,
            Modality = single.Modality,
            Head = single.Head,
            OutOfFold = _flows.Average(flow => Single(flow, single.Encoder).OutOfFoldScore),
            Test = Scorer.Score(Predicted(flow => Single(flow, single.Encoder).Test), _test, ScoredLabels.HumanLabelsOfTestPart, IntervalSeed),
        }),
    ];

    private static SingleModality Single(FlowOutcome flow, string encoder) => flow.Singles.First(single => single.Encoder == encoder);

    private LightBaselineMetrics? Light() => _flows.Any(flow => flow.Light is null) ? null : new LightBaselineMetrics
    {
        Head = _flows[0].Light!.Head,
        Parameters = _flows[0].Light!.Parameters,
        OutOfFold = _flows.Average(flow => flow.Light!.OutOfFoldScore),
        Test = Scorer.Score(Predicted(flow => flow.Light!.Test), _test, ScoredLabels.HumanLabelsOfTestPart, IntervalSeed),
    };

    /// <summary>The class that most labelled rows of a split have, the first among equals.</summary>
    private static int MajorityOf(FlowOutcome flow) =>
        Enumerable.Range(0, flow.Data.Labels.Count).MaxBy(label => flow.Data.Truth.Count(other => other == label));

    private IEnumerable<PairedComparison> AgainstLight(int[] final) => _flows.Any(flow => flow.Light is null)
        ? []
        : [Compare(
            ComparisonKind.LightBaseline,
            (new ComparedPredictions { LightHead = _flows[0].Light!.Head }, Predicted(flow => flow.Light!.Test)),
            (new ComparedPredictions(), final),
            "light baseline against final ensemble")];

    /// <summary>The single modality is the best on the test part itself, so that the comparison favours it.</summary>
    private IEnumerable<PairedComparison> AgainstBestSingle(int[] final, IReadOnlyList<SingleModalityMetrics> singles)
    {
        if (singles.Count < 2)
        {
            yield break;
        }

        int best = Enumerable.Range(0, singles.Count).MaxBy(i => singles[i].Test.Of(_metric).Value);
        string encoder = singles[best].Encoder;
        yield return Compare(
            ComparisonKind.BestSingle,
            (new ComparedPredictions { Encoder = encoder }, Predicted(flow => Single(flow, encoder).Test)),
            (new ComparedPredictions(), final),
            $"{encoder} alone against final ensemble");
    }

    private IEnumerable<PairedComparison> AgainstUnmined(int[] final) => _flows.All(flow => flow.Chosen.Iteration == 0)
        ? []
        : [Compare(ComparisonKind.Unmined, OfIteration(0), (new ComparedPredictions(), final), "iteration 0 against final ensemble")];

    private IEnumerable<PairedComparison> AgainstCondition(ConditionScores? other, int[] final) => other is null
        ? []
        :
        [
            Compare(
                ComparisonKind.FirstCondition,
                (new ComparedPredictions { Condition = other._condition.Name }, other.Predicted(flow => flow.Chosen.Test)),
                (new ComparedPredictions { Condition = _condition.Name }, final),
                $"condition {other._condition.Name} against condition {_condition.Name}"),
        ];

    private PairedComparison Compare(
        ComparisonKind kind, (ComparedPredictions Of, int[] Predicted) a, (ComparedPredictions Of, int[] Predicted) b, string seed) =>
        new PairedTest(_test, _metric).Compare(kind, a, b, _seed.For(seed));

    private (ComparedPredictions Of, int[] Predicted) OfIteration(int k) => (new ComparedPredictions { Iteration = k }, Predicted(flow => flow.AtOrLast(k).Test));

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

    private static Reference ReferenceOf(LabelSet labels, string group, int[] truth, IReadOnlyList<Utterance> utterances) => new(
        truth, labels, utterances.Any(u => u.Speaker is not null) ? [.. utterances.Select(u => u.Speaker)] : null, group);
}
