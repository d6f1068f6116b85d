using MerExperiments.Reporting.Charts;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws scores with their 95% intervals as points on one scale, so that near scores can be told apart.</summary>
public static class ScoreBarsFigure
{
    /// <summary>Draws the chart, the first score at the bottom.</summary>
    /// <param name="metric">The metric: <c>waf</c>, <c>uar</c> or <c>accuracy</c>.</param>
    /// <param name="bars">One score or more.</param>
    /// <param name="highlighted">The name of the score that matters most, or null.</param>
    public static GenericChart Draw(string metric, IReadOnlyList<ScoreBar> bars, string? highlighted) => new PlotlyFigure()
        .Trace(
            "scatter",
            ("x", bars.Select(bar => bar.Score).ToArray()),
            ("y", bars.Select(bar => PlotlyFigure.Text(bar.Name)).ToArray()),
            ("mode", "markers+text"),
            ("text", bars.Select(bar => NumberText.Score(bar.Score)).ToArray()),
            ("textposition", "top center"),
            ("cliponaxis", false),
            ("error_x", PlotlyFigure.ErrorBars(bars)),
            ("marker", new
            {
                size = 12,
                color = bars.Select(bar => bar.Name == highlighted ? Palette.Blue : Palette.Orange).ToArray(),
                symbol = bars.Select(bar => bar.Name == highlighted ? "circle" : "diamond").ToArray(),
            }),
            ("hovertemplate", "%{y}: %{x:.3f}<extra></extra>"))
        .Layout("margin", new { l = 140, r = 24, t = 16, b = 48 })
        .Layout("xaxis", new { title = new { text = Title(metric, bars) }, zeroline = false, tickformat = ".3~f" })
        .Layout("yaxis", new { automargin = true, type = "category", range = new[] { -0.6, bars.Count - 0.3 } })
        .ToChart();

    private static string Title(string metric, IReadOnlyList<ScoreBar> bars)
    {
        int[] sizes = [.. bars.Select(bar => bar.N).Distinct()];
        string n = sizes.Length == 1 ? $" (n = {sizes[0]})" : "";
        return $"Test {RankingMetric.Display(metric)}{n}, 95% interval";
    }
}
