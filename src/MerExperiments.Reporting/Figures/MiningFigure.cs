using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Words;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws the scores per mining iteration above the pseudo-labels per class: the paper's Figure 5.</summary>
internal static class MiningFigure
{
    /// <summary>Draws the chart: solid = test part, dotted = out of fold, band = 95% interval of the test part's WAF.</summary>
    public static PlotlyFigure Draw(MiningData data)
    {
        var figure = new PlotlyFigure();
        Band(figure, data);
        Lines(figure, data, data.OutOfFold, $"out of fold (n = {data.OutOfFold.N})", "dot");
        Lines(figure, data, data.Test, $"test (n = {data.Test.N})", "solid");
        Mined(figure, data);
        return Lay(figure, data);
    }

    private static void Band(PlotlyFigure figure, MiningData data) => figure.Trace(
        "scatter",
        ("name", "WAF, test: 95% interval"),
        ("x", data.Iterations.Concat(data.Iterations.Reverse()).ToArray()),
        ("y", data.Test.WafHigh.Concat(data.Test.WafLow.Reverse()).ToArray()),
        ("mode", data.Iterations.Count > 1 ? "none" : "lines"),
        ("fill", "toself"),
        ("fillcolor", "rgba(0,114,178,0.16)"),
        ("line", new { color = "rgba(0,114,178,0.5)", width = 6 }),
        ("hoverinfo", "skip"));

    private static void Lines(PlotlyFigure figure, MiningData data, IterationSeries series, string part, string dash)
    {
        (string Name, IReadOnlyList<double> Values)[] metrics = [("WAF", series.Waf), ("accuracy", series.Accuracy), ("UAR", series.Uar)];
        for (int i = 0; i < metrics.Length; i++)
        {
            figure.Trace(
                "scatter",
                ("name", $"{metrics[i].Name}, {part}"),
                ("x", data.Iterations),
                ("y", metrics[i].Values),
                ("mode", "lines+markers"),
                ("line", new { color = Palette.At(i), dash, width = i == 0 ? 3 : 1.5 }),
                ("marker", new { symbol = Palette.SymbolAt(i) + (dash == "dot" ? "-open" : ""), size = i == 0 ? 9 : 7 }),
                ("cliponaxis", false),
                ("hovertemplate", "%{y:.3f}"));
        }
    }

    private static void Mined(PlotlyFigure figure, MiningData data)
    {
        for (int i = 0; i < data.PseudoLabels.Count; i++)
        {
            figure.Trace(
                "bar",
                ("name", PlotlyFigure.Text(data.PseudoLabels[i].Label)),
                ("x", data.Iterations),
                ("y", data.PseudoLabels[i].Values),
                ("yaxis", "y2"),
                ("legend", "legend2"),
                ("width", 0.5),
                ("marker", new { color = Palette.At(i) }),
                ("hovertemplate", "%{y:.1f}"));
        }
    }

    private static PlotlyFigure Lay(PlotlyFigure figure, MiningData data) => figure
        .Layout("barmode", "stack")
        .Layout("hovermode", "x unified")
        .Layout("margin", new { l = 64, r = 16, t = 8, b = 48 })
        .Layout("legend", new { orientation = "h", x = 0, y = 1.02, yanchor = "bottom" })
        .Layout("legend2", new { orientation = "h", x = 0, y = 0.36, yanchor = "middle", traceorder = "normal" })
        .Layout("xaxis", new { title = new { text = "Mining iteration (0 = before mining)" }, dtick = 1, anchor = "y2", zeroline = false })
        .Layout("yaxis", new { title = new { text = "Score (0 to 1)" }, domain = new[] { 0.44, 1.0 }, range = ScoreAxis.Around(data.Test.All.Concat(data.OutOfFold.All)), zeroline = false, tickformat = ".3~f" })
        .Layout("yaxis2", new { title = new { text = "Pseudo-labels<br>(mean per fold)" }, domain = new[] { 0.0, 0.29 }, rangemode = "tozero" })
        .Layout("annotations", Totals(data).ToArray());

    private static IEnumerable<object> Totals(MiningData data)
    {
        for (int i = 0; i < data.Iterations.Count; i++)
        {
            double total = data.PseudoLabels.Sum(series => series.Values[i]);
            string right = data.Precision[i] is { } precision ? $", {NumberText.Percent(precision)} right" : "";
            yield return new
            {
                x = data.Iterations[i],
                y = total,
                yref = "y2",
                text = total > 0 ? NumberText.Count(total) + right : "none",
                showarrow = false,
                yshift = 9,
            };
        }
    }
}
