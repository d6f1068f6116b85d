namespace MerExperiments.Reporting.Charts;

/// <summary>Where axes of scores begin and end. Scores lie between 0 and 1, and so do their axes: a drawer left to itself goes on to 2 around one score.</summary>
internal static class ScoreAxis
{
    private const double Narrowest = 0.1;

    /// <summary>The axis from 0 to 1.</summary>
    public static double[] Whole { get; } = [0, 1];

    /// <summary>A range that holds all scores with some room around them, inside 0 to 1 and at least 0.1 wide; all of it where there is no score.</summary>
    public static double[] Around(IEnumerable<double> scores)
    {
        double[] all = [.. scores];
        if (all.Length == 0)
        {
            return Whole;
        }

        double low = all.Min(), high = all.Max(), room = Math.Max(0.08 * (high - low), (Narrowest - (high - low)) / 2);
        double from = Math.Max(0, low - room), to = Math.Min(1, high + room);
        return from == 0 ? [0, Math.Max(to, Narrowest)] : to == 1 ? [Math.Min(from, 1 - Narrowest), 1] : [from, to];
    }
}
