using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Words;

/// <summary>Writes the answer of a finished run from the facts of its <c>metrics.json</c>.</summary>
public static class AnswerText
{
    /// <summary>The answer, two sentences per condition.</summary>
    public static string Of(RunMetrics metrics) => string.Join(" ", metrics.Conditions.Select(condition => Of(metrics, condition)));

    /// <summary>What sets a condition apart from the others of its run; null where the run has only one of its kind.</summary>
    internal static string? WhatSetsApart(ConditionMetrics condition, IReadOnlyList<ConditionMetrics> all) => condition switch
    {
        { Without: { } encoder } => $"without {encoder}",
        { Sound: { } sound } => Sound(sound),
        _ when all.Any(other => other.Without is not null) => "with all encoders",
        _ when all.Count > 1 && condition.PoolFraction == 0 => "no training labels hidden",
        _ when all.Count > 1 => $"{NumberText.Percent(condition.PoolFraction)} of the training labels hidden",
        _ => null,
    };

    private static string Of(RunMetrics metrics, ConditionMetrics condition)
    {
        MetricScore score = condition.Test.Of(metrics.Metric);
        string subject = WhatSetsApart(condition, metrics.Conditions) is { } apart ? $"[{condition.Name}] {Capitalised(apart)}, the final ensemble" : "The final ensemble";
        string tests = string.Concat(condition.Comparisons
            .Where(test => test.Kind is ComparisonKind.BestSingle or ComparisonKind.LightBaseline or ComparisonKind.FirstCondition)
            .Select(test => ", " + ComparisonText.InASentence(test)));
        return $"{subject} reaches {MetricText.Display(metrics.Metric)} {NumberText.Score(score.Value)} (95% interval {NumberText.Score(score.Interval.Low)} to "
            + $"{NumberText.Score(score.Interval.High)}) on {condition.Test.N} test utterances that chose nothing{tests}. {Mining(condition)}";
    }

    private static string Mining(ConditionMetrics condition)
    {
        if (condition.Iterations.Count < 2)
        {
            return "Nothing was mined.";
        }

        string chosen = condition.Comparisons.FirstOrDefault(test => test.Kind == ComparisonKind.Unmined) is { } unmined
            ? $"With mining (and the best parameter sets fitted again) it moved by {NumberText.Points(unmined.Difference)} points ({NumberText.P(unmined.P)}: {ComparisonText.Verdict(unmined.Verdict)})"
            : "Mining was not chosen: no iteration did better out of fold than iteration 0";
        int better = condition.Iterations.Count(iteration => iteration.AgainstPrevious?.Verdict == Verdict.Better);
        return $"{chosen}; of {condition.Iterations.Count - 1} mining iteration{(condition.Iterations.Count == 2 ? "" : "s")} {better} {(better == 1 ? "was" : "were")} better than the one before on the test part.";
    }

    private static string Sound(ConditionSound sound) => sound.Training == sound.Test
        ? $"trained and tested on {Sound(sound.Test)}"
        : $"trained on {Sound(sound.Training)}, tested on {Sound(sound.Test)}";

    private static string Sound(TreatedSound sound) =>
        (sound.Noise is { } noise ? FormattableString.Invariant($"sound with {noise} at {sound.LowDb} to {sound.HighDb} dB") : "clean sound")
        + (sound.Denoiser is { } denoiser ? $", denoised by {denoiser}" : "");

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
