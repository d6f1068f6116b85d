using MerExperiments.Reporting.Charts;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws F1 per class as dots: the ensemble against the best single encoder, a line between them.</summary>
internal static class PerClassFigure
{
    /// <summary>Draws the chart, the first class at the top.</summary>
    public static GenericChart Draw(PerClassData data)
    {
        string[] rows = [.. data.Labels.Select((label, i) => $"{PlotlyFigure.Text(label)} (n = {data.Support[i]})")];
        var figure = new PlotlyFigure();
        if (data.Baseline is { } baseline)
        {
            Gaps(figure, rows, data);
            Dots(figure, rows, data.BaselineF1, $"best single encoder: {PlotlyFigure.Text(baseline)}", Palette.Orange, "circle-open");
        }

        Dots(figure, rows, data.Ensemble, "final ensemble", Palette.Blue, "circle");
        return figure
            .Layout("margin", new { l = 100, r = 16, t = 8, b = 48 })
            .Layout("legend", new { orientation = "h", x = 0, y = 1.02, yanchor = "bottom" })
            .Layout("xaxis", new { title = new { text = "F1 on the test part (0 to 1)" }, range = ScoreAxis.Whole })
            .Layout("yaxis", new { autorange = "reversed", automargin = true, type = "category", ticks = "outside", ticklen = 8, tickcolor = "rgba(0,0,0,0)" })
            .ToChart();
    }

    private static void Gaps(PlotlyFigure figure, string[] rows, PerClassData data) => figure.Trace(
        "scatter",
        ("x", data.Ensemble.SelectMany((f1, i) => new double?[] { f1, data.BaselineF1[i], null }).ToArray()),
        ("y", rows.SelectMany(row => new[] { row, row, null }).ToArray()),
        ("mode", "lines"),
        ("line", new { color = Palette.Grey, width = 2 }),
        ("showlegend", false),
        ("hoverinfo", "skip"));

    private static void Dots(PlotlyFigure figure, string[] rows, IReadOnlyList<double> f1, string name, string color, string symbol) => figure.Trace(
        "scatter",
        ("name", name),
        ("x", f1),
        ("y", rows),
        ("mode", "markers"),
        ("cliponaxis", false),
        ("marker", new { color, symbol, size = 11, line = new { width = 2, color } }),
        ("hovertemplate", "%{y}: F1 %{x:.3f}"));
}
