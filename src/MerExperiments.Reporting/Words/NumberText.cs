using System.Globalization;
using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Words;

/// <summary>How numbers are written for a reader, in the report and in the terminal: scores to three decimals, differences in points (hundredths),
/// p-values not below 0.001.</summary>
public static class NumberText
{
    private const string Minus = "−";

    /// <summary>A score, e.g. <c>0.846</c>.</summary>
    public static string Score(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>An interval of a score, e.g. <c>[0.825, 0.866]</c>.</summary>
    public static string Range(Interval interval) => $"[{Score(interval.Low)}, {Score(interval.High)}]";

    /// <summary>A score with its interval, e.g. <c>0.846 [0.825, 0.866]</c>.</summary>
    public static string WithInterval(MetricScore score) => $"{Score(score.Value)} {Range(score.Interval)}";

    /// <summary>A difference in points with its sign, e.g. <c>+1.2</c>.</summary>
    public static string Points(double difference)
    {
        string digits = Math.Abs(difference * 100).ToString("0.0", CultureInfo.InvariantCulture);
        return digits == "0.0" ? "0.0" : (difference < 0 ? Minus : "+") + digits;
    }

    /// <summary>An interval of a difference in points, e.g. <c>[−0.4, +2.8]</c>.</summary>
    public static string PointsRange(Interval interval) => $"[{Points(interval.Low)}, {Points(interval.High)}]";

    /// <summary>A p-value alone, e.g. <c>0.012</c> or <c>&lt; 0.001</c>.</summary>
    public static string PValue(double p) => p < 0.001 ? "< 0.001" : Score(p);

    /// <summary>A p-value with its sign, e.g. <c>p = 0.012</c> or <c>p &lt; 0.001</c>.</summary>
    public static string P(double p) => p < 0.001 ? $"p {PValue(p)}" : $"p = {PValue(p)}";

    /// <summary>A share in per cent, to one decimal, e.g. <c>97%</c> or <c>97.5%</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>A count, with thousands apart.</summary>
    public static string Count(double count) => count.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>A number to four significant digits, for parameters.</summary>
    public static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A duration in the unit that suits it, e.g. <c>2 min 05 s</c>.</summary>
    public static string Duration(double seconds)
    {
        TimeSpan span = TimeSpan.FromSeconds(Math.Round(seconds));
        return seconds < 60
            ? seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"
            : span.TotalHours < 1
                ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds:00} s")
                : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes:00} min");
    }
}
