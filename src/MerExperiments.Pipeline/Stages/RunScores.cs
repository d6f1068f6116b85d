using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Puts the arms' scores into <c>metrics.json</c>, with the answer and the protocol in words.</summary>
public static class RunScores
{
    /// <summary>Everything that <c>metrics.json</c> holds.</summary>
    public static RunMetrics Of(ExperimentConfiguration configuration, LabelSet labels, IReadOnlyList<ArmMetrics> arms, bool speakersKnown) => new()
    {
        Experiment = configuration.Experiment,
        Question = configuration.Question,
        Answer = string.Join(" ", arms.Select(arm => AnswerOf(arm, configuration.Metric))),
        Metric = Metrics.NameOf(configuration.Metric),
        Labels = labels.Names,
        Protocol = ProtocolOf(configuration, speakersKnown),
        Arms = arms,
    };

    private static string AnswerOf(ArmMetrics arm, Metric metric)
    {
        (double value, Interval interval) = metric switch
        {
            Metric.Waf => (arm.Test.Waf, arm.Test.WafInterval),
            Metric.Uar => (arm.Test.Uar, arm.Test.UarInterval),
            _ => (arm.Test.Accuracy, new Interval(double.NaN, double.NaN)),
        };
        string name = Metrics.NameOf(metric).ToUpperInvariant();
        string prefix = arm.Name == "main" ? "The final ensemble" : $"With {Percent(arm.PoolFraction)} of the training labels hidden, it";
        string range = double.IsNaN(interval.Low) ? "" : $" (95% interval {Number(interval.Low)} to {Number(interval.High)})";
        return $"{prefix} reaches {name} {Number(value)}{range} on {arm.Test.N} test utterances that chose nothing{Comparison(arm)}; {Mining(arm)}.";
    }

    private static string Comparison(ArmMetrics arm) =>
        arm.Comparisons.FirstOrDefault(c => c.A.StartsWith("best single", StringComparison.Ordinal)) is { } c
            ? $", {Signed(c.Difference)} against the {c.A} (p = {P(c.P)}: {c.Verdict})"
            : "";

    private static string Mining(ArmMetrics arm)
    {
        if (arm.Iterations.Count < 2)
        {
            return "nothing was mined";
        }

        string chosen = arm.Comparisons.FirstOrDefault(c => c.A == "iteration 0" && c.B == "final ensemble") is { } c
            ? $"mining changed it by {Signed(c.Difference)} (p = {P(c.P)}: {c.Verdict})"
            : "mining was not chosen: no iteration did better out of fold than iteration 0";
        int better = arm.Iterations.Count(i => i.AgainstPrevious?.Verdict == "better");
        return $"{chosen}; of {arm.Iterations.Count - 1} mining iterations {better} showed a gain over the one before";
    }

    private static string ProtocolOf(ExperimentConfiguration configuration, bool speakersKnown)
    {
        string apart = speakersKnown ? ", no speaker in two folds" : "";
        string test = configuration.Evaluation.Kind == EvaluationKind.TestPart
            ? "The test part was scored once and chose nothing."
            : $"Each of {configuration.Evaluation.OuterFolds} outer folds{apart} was the test part once, for a flow that never saw it; the scores are of all of them together.";
        string normalised = configuration.Normalise == Normalisation.Speaker
            ? " Features were normalised per speaker: mean 0 and deviation 1 over all clips of the speaker, without labels; a test speaker's own clips are used for this (transductive)."
            : "";
        return $"Trials, ensemble weights and the mining iteration were chosen on human labels out of fold ({configuration.Folds} stratified folds{apart}). "
            + $"Pseudo-labels entered only the training part they were mined for, by voters that never saw that fold's validation part. {test}{normalised}";
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string P(double p) => p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
