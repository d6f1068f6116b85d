using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Words;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws the trials' scores in the order of computation, coloured by head, with the best so far as a stair.</summary>
internal static class TrialScatterFigure
{
    /// <summary>Draws the chart.</summary>
    /// <param name="data">The trials.</param>
    /// <param name="metric">The metric that ranked them.</param>
    public static GenericChart Draw(TrialScatterData data, Metric metric)
    {
        var figure = new PlotlyFigure();
        foreach (IGrouping<int, TrialPoint> sweep in data.Points.GroupBy(point => point.Iteration))
        {
            Stair(figure, [.. sweep], first: sweep.Key == data.Points[0].Iteration);
        }

        foreach ((string head, int i) in data.Points.Select(point => point.Head).Distinct().Order(StringComparer.Ordinal).Select((h, i) => (h, i)))
        {
            Dots(figure, head, i, [.. data.Points.Where(point => point.Head == head)]);
        }

        return figure
            .Layout("margin", new { l = 64, r = 16, t = 8, b = 48 })
            .Layout("legend", new { orientation = "h", x = 0, y = 1.06, yanchor = "bottom" })
            .Layout("xaxis", new { title = new { text = "Trial, in order of computation" }, zeroline = false })
            .Layout("yaxis", new { title = new { text = $"Out-of-fold {MetricText.Display(metric)} (0 to 1)" }, range = ScoreAxis.Around(data.Points.Select(point => point.Score)), zeroline = false, tickformat = ".3~f" })
            .Layout("shapes", data.SweepStarts.Skip(1).Select(start => Border(start.Position)).ToArray())
            .Layout("annotations", data.SweepStarts.Select(Caption).ToArray())
            .ToChart();
    }

    private static void Stair(PlotlyFigure figure, TrialPoint[] points, bool first) => figure.Trace(
        "scatter",
        ("name", "best so far in its sweep"),
        ("legendgroup", "best"),
        ("showlegend", first),
        ("x", points.Select(point => point.Position).ToArray()),
        ("y", points.Select(point => point.BestSoFar).ToArray()),
        ("mode", "lines"),
        ("line", new { color = Palette.Grey, width = 2, shape = "hv" }),
        ("hoverinfo", "skip"));

    private static void Dots(PlotlyFigure figure, string head, int index, TrialPoint[] points) => figure.Trace(
        "scatter",
        ("name", PlotlyFigure.Text(head)),
        ("x", points.Select(point => point.Position).ToArray()),
        ("y", points.Select(point => point.Score).ToArray()),
        ("text", points.Select(point => PlotlyFigure.Text(point.Name)).ToArray()),
        ("mode", "markers"),
        ("cliponaxis", false),
        ("marker", new { color = Palette.At(index), symbol = Palette.SymbolAt(index), size = 9 }),
        ("hovertemplate", "%{text}: %{y:.3f}"));

    private static object Border(int position) => new
    {
        type = "line",
        x0 = position - 0.5,
        x1 = position - 0.5,
        y0 = 0,
        y1 = 1,
        yref = "paper",
        line = new { color = Palette.Grey, width = 1, dash = "dot" },
    };

    private static object Caption((int Iteration, int Position) start) => new
    {
        x = start.Position - 0.5,
        y = 1,
        yref = "paper",
        xanchor = "left",
        yanchor = "bottom",
        showarrow = false,
        text = $"iteration {start.Iteration}",
    };
}
