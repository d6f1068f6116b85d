using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Words;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws scores with their 95% intervals as points on one scale, so that near scores can be told apart.</summary>
internal static class ScoreBarsFigure
{
    /// <summary>Draws the chart, the first score at the bottom.</summary>
    /// <param name="data">One score or more.</param>
    /// <param name="highlighted">The name of the score that matters most, or null.</param>
    public static GenericChart Draw(ScoreBarsData data, string? highlighted) => new PlotlyFigure()
        .Trace(
            "scatter",
            ("x", data.Bars.Select(bar => bar.Score.Value).ToArray()),
            ("y", data.Bars.Select(bar => PlotlyFigure.Text(bar.Name)).ToArray()),
            ("mode", "markers+text"),
            ("text", data.Bars.Select(bar => NumberText.Score(bar.Score.Value)).ToArray()),
            ("textposition", "top center"),
            ("cliponaxis", false),
            ("error_x", ErrorBars(data.Bars)),
            ("marker", new
            {
                size = 12,
                color = data.Bars.Select(bar => bar.Name == highlighted ? Palette.Blue : Palette.Orange).ToArray(),
                symbol = data.Bars.Select(bar => bar.Name == highlighted ? "circle" : "diamond").ToArray(),
            }),
            ("hovertemplate", "%{y}: %{x:.3f}<extra></extra>"))
        .Layout("margin", new { l = 140, r = 24, t = 16, b = 48 })
        .Layout("xaxis", new { title = new { text = Title(data.Metric, data.Bars) }, range = Range(data.Bars), zeroline = false, tickformat = ".3~f" })
        .Layout("yaxis", new { automargin = true, type = "category", range = new[] { -0.6, data.Bars.Count - 0.3 } })
        .ToChart();

    private static double[] Range(IEnumerable<ScoreBar> bars) => ScoreAxis.Around(bars.SelectMany(bar => new[] { bar.Score.Value, bar.Score.Interval.Low, bar.Score.Interval.High }));

    private static object ErrorBars(IReadOnlyList<ScoreBar> bars) => new
    {
        type = "data",
        symmetric = false,
        array = bars.Select(bar => bar.Score.Interval.High - bar.Score.Value).ToArray(),
        arrayminus = bars.Select(bar => bar.Score.Value - bar.Score.Interval.Low).ToArray(),
        color = Palette.Grey,
        thickness = 1.5,
        width = 5,
    };

    private static string Title(Metric metric, IReadOnlyList<ScoreBar> bars)
    {
        int[] sizes = [.. bars.Select(bar => bar.N).Distinct()];
        string n = sizes.Length == 1 ? $" (n = {sizes[0]})" : "";
        return $"Test {MetricText.Display(metric)}{n}, 95% interval";
    }
}
