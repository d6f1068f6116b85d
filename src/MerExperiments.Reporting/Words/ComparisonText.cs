using System.Globalization;
using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Words;

/// <summary>Puts paired tests into words. A verdict has one wording everywhere: better, worse, or not shown.</summary>
public static class ComparisonText
{
    /// <summary>A verdict on the second of two sets of predictions.</summary>
    public static string Verdict(Verdict verdict) => verdict switch
    {
        Evaluation.Verdict.Better => "better",
        Evaluation.Verdict.Worse => "worse",
        _ => "not shown",
    };

    /// <summary>Whose predictions these are, e.g. <c>iteration 1</c>, <c>final ensemble</c> or <c>condition pool-40</c>.</summary>
    public static string Name(ComparedPredictions predictions) => predictions switch
    {
        { Run: { } run } => run,
        { Condition: { } condition } => $"condition {condition}",
        { Encoder: { } encoder } => $"best single encoder on the test part ({encoder})",
        { LightHead: { } head } => $"light baseline ({head})",
        { Iteration: { } iteration } => string.Create(CultureInfo.InvariantCulture, $"iteration {iteration}"),
        _ => "final ensemble",
    };

    /// <summary>The verdict with its difference and p-value, e.g. <c>better (WAF +3.4 points, p = 0.007)</c>.</summary>
    public static string Short(PairedComparison test) =>
        $"{Verdict(test.Verdict)} ({MetricText.Display(test.Metric)} {NumberText.Points(test.Difference)} points, {NumberText.P(test.P)})";

    /// <summary>The difference with its interval and p-value, without the verdict.</summary>
    internal static string Figures(PairedComparison test) =>
        $"{MetricText.Display(test.Metric)} {NumberText.Points(test.Difference)} points, 95% interval {NumberText.PointsRange(test.DifferenceInterval)}, {NumberText.P(test.P)}";

    /// <summary>The difference, p-value and verdict inside a sentence, e.g. <c>+0.3 points against condition main (p = 0.820: not shown)</c>.</summary>
    internal static string InASentence(PairedComparison test) =>
        $"{NumberText.Points(test.Difference)} points against {(test.Kind is ComparisonKind.BestSingle or ComparisonKind.LightBaseline ? "the " : "")}{Name(test.A)} ({NumberText.P(test.P)}: {Verdict(test.Verdict)})";
}
