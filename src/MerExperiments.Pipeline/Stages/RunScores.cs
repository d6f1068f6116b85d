using System.Globalization;
using MerExperiments.AudioText;
using MerExperiments.Evaluation;
using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Puts the conditions' scores into <c>metrics.json</c>, with the answer and the protocol in words.</summary>
public static class RunScores
{
    /// <summary>Everything that <c>metrics.json</c> holds.</summary>
    public static RunMetrics Of(ExperimentConfiguration configuration, LabelSet labels, IReadOnlyList<ConditionMetrics> scores, IReadOnlyList<Condition> conditions) => new()
    {
        Experiment = configuration.Experiment,
        Question = configuration.Question,
        Answer = string.Join(" ", scores.Select(condition => AnswerOf(condition, configuration.Metric))),
        Metric = Metrics.NameOf(configuration.Metric),
        Labels = labels.Names,
        Protocol = ProtocolOf(configuration, [.. conditions.SelectMany(condition => condition.Splits)]),
        Conditions = scores,
    };

    private static string AnswerOf(ConditionMetrics condition, Metric metric)
    {
        (double value, Interval interval) = metric switch
        {
            Metric.Waf => (condition.Test.Waf, condition.Test.WafInterval),
            Metric.Uar => (condition.Test.Uar, condition.Test.UarInterval),
            _ => (condition.Test.Accuracy, new Interval(double.NaN, double.NaN)),
        };
        string name = Metrics.NameOf(metric).ToUpperInvariant();
        string prefix = condition.Description is { } description ? $"[{condition.Name}] {char.ToUpperInvariant(description[0])}{description[1..]}, the final ensemble"
            : condition.Name == "main" ? "The final ensemble" : $"With {Percent(condition.PoolFraction)} of the training labels hidden, it";
        string range = double.IsNaN(interval.Low) ? "" : $" (95% interval {Number(interval.Low)} to {Number(interval.High)})";
        return $"{prefix} reaches {name} {Number(value)}{range} on {condition.Test.N} test utterances that chose nothing{Comparison(condition)}{AgainstFirstCondition(condition)}; {Mining(condition)}.";
    }

    private static string Comparison(ConditionMetrics condition) =>
        condition.Comparisons.FirstOrDefault(c => c.A.StartsWith("best single", StringComparison.Ordinal)) is { } c
            ? $", {Signed(c.Difference)} against the {c.A} (p = {P(c.P)}: {c.Verdict})"
            : "";

    private static string AgainstFirstCondition(ConditionMetrics condition) =>
        condition.Comparisons.FirstOrDefault(c => c.A.StartsWith("condition ", StringComparison.Ordinal)) is { } c
            ? $", {Signed(c.Difference)} against {c.A} (p = {P(c.P)}: {c.Verdict})"
            : "";

    private static string Mining(ConditionMetrics condition)
    {
        if (condition.Iterations.Count < 2)
        {
            return "nothing was mined";
        }

        string chosen = condition.Comparisons.FirstOrDefault(c => c.A == "iteration 0" && c.B == "final ensemble") is { } c
            ? $"with mining (and the best parameter sets fitted again) it moved by {Signed(c.Difference)} (p = {P(c.P)}: {c.Verdict})"
            : "mining was not chosen: no iteration did better out of fold than iteration 0";
        int better = condition.Iterations.Count(i => i.AgainstPrevious?.Verdict == "better");
        return $"{chosen}; of {condition.Iterations.Count - 1} mining iterations {better} showed a gain over the one before";
    }

    private static string ProtocolOf(ExperimentConfiguration configuration, IReadOnlyList<Split> splits)
    {
        string group = splits[0].GroupWord;
        string apart = splits.All(split => split.Folds.GroupedBySpeaker) ? $", no {group} in two folds" : "";
        string test = configuration.Evaluation.Kind == EvaluationKind.TestPart
            ? $"The test part was scored and chose nothing{SharedSpeakers(splits[0])}."
            : $"Each of {configuration.Evaluation.OuterFolds} outer folds{apart} was the test part once, for a flow that never saw it; the scores are of all of them together.";
        string normalised = configuration.Normalise == Normalisation.Speaker ? $" Features were normalised {PerSpeakerNormalisation.Description}." : "";
        string joint = configuration.JointModel is not { } section ? ""
            : " The joint model was trained on human labels alone, once per fold without the fold's rows, which it then encoded; the pool and the test part have the mean of all folds' "
                + (section.Feature == JointFeature.HiddenState ? "hidden states, turned into the first fold's coordinates without labels or test clips." : "posteriors.")
                + " As in any stacking, heads trained on features of models that had learned from the labels of their validation part; the test part had no share in anything.";
        return $"Trials, ensemble weights and the mining iteration were chosen on human labels out of fold ({configuration.Folds} stratified folds{apart}). "
            + $"Pseudo-labels entered only the training part they were mined for, by fits that never trained on that fold's validation part, and never with a {group} validated there. {test}{normalised}{Babble(configuration)}{joint}";
    }

    private static string Babble(ExperimentConfiguration configuration) => !configuration.Prepare.HasNoise ? ""
        : configuration.Evaluation.Kind == EvaluationKind.TestPart
            ? " Babble was made of other speakers of the same side: test clips of test speakers, all others without them."
            : " Babble was made of all other speakers of the corpus, whichever fold they are in: recordings of test speakers, without labels, stand in the noise of training clips, and the other way round.";

    private static string SharedSpeakers(Split split)
    {
        HashSet<string?> training = [.. split.Labelled.Select(u => u.Speaker).Where(speaker => speaker is not null)];
        string[] test = [.. split.Test.Select(u => u.Speaker).OfType<string>().Distinct()];
        int shared = test.Count(training.Contains);
        return test.Length == 0 ? $"; its {split.GroupWord}s are not known" : shared == 0 ? $"; none of its {split.GroupWord}s is in training" : $"; {shared} of its {test.Length} {split.GroupWord}s are in training too";
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string P(double p) => p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
