using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Words;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws small panels, one per parameter: the out-of-fold score against the parameter's value.</summary>
internal static class TrialSlicesFigure
{
    private const int Columns = 3;

    /// <summary>How many rows of panels the figure has.</summary>
    public static int Rows(TrialSlicesData data) => (data.Slices.Count + Columns - 1) / Columns;

    /// <summary>Draws the panels, left to right, top to bottom, on one score scale.</summary>
    public static GenericChart Draw(TrialSlicesData data, Metric metric)
    {
        string[] heads = [.. data.Slices.SelectMany(slice => slice.Points).Select(point => point.Head).Distinct().Order(StringComparer.Ordinal)];
        var shown = new HashSet<string>();
        var figure = new PlotlyFigure();
        for (int i = 0; i < data.Slices.Count; i++)
        {
            Panel(figure, data.Slices[i], i, heads, shown);
            Axes(figure, data, i, metric);
        }

        return figure
            .Layout("margin", new { l = 64, r = 16, t = 8, b = 56 })
            .Layout("legend", new { orientation = "h", x = 0, y = 1.02, yanchor = "bottom" })
            .ToChart();
    }

    private static void Panel(PlotlyFigure figure, ParameterSlice slice, int index, string[] heads, HashSet<string> shown)
    {
        foreach (IGrouping<string, SlicePoint> points in slice.Points.GroupBy(point => point.Head).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            int head = Array.IndexOf(heads, points.Key);
            figure.Trace(
                "scatter",
                ("name", PlotlyFigure.Text(points.Key)),
                ("legendgroup", $"head{head}"),
                ("showlegend", shown.Add(points.Key)),
                ("xaxis", Axis("x", index)),
                ("yaxis", Axis("y", index)),
                ("x", points.Select(point => point.X).ToArray()),
                ("y", points.Select(point => point.Score).ToArray()),
                ("mode", "markers"),
                ("marker", new { color = Palette.At(head), symbol = Palette.SymbolAt(head), size = 7, opacity = 0.85 }),
                ("text", points.Select(point => PlotlyFigure.Text(LabelAt(slice, point.X))).ToArray()),
                ("hovertemplate", "%{text} %{y:.3f}"));
        }
    }

    private static void Axes(PlotlyFigure figure, TrialSlicesData data, int index, Metric metric)
    {
        ParameterSlice slice = data.Slices[index];
        int rows = Rows(data), row = index / Columns, column = index % Columns;
        double left = column / (double)Columns, bottom = 1 - ((row + 1) / (double)rows);
        figure.Layout("xaxis" + Number(index), new
        {
            title = new { text = PlotlyFigure.Text(slice.Parameter) + (slice.Logarithmic ? " (log scale)" : ""), standoff = 4 },
            domain = new[] { left, left + (1.0 / Columns) - 0.04 },
            anchor = Axis("y", index),
            tickvals = slice.TickPositions.Count > 0 ? slice.TickPositions : null,
            ticktext = slice.TickPositions.Count > 0 ? slice.TickLabels.Select(TickText).ToArray() : null,
            nticks = 4,
            tickangle = 0,
            zeroline = false,
        });
        figure.Layout("yaxis" + Number(index), new
        {
            title = new { text = column == 0 ? $"Out-of-fold {MetricText.Display(metric)}" : "" },
            domain = new[] { bottom + (rows > 1 ? 0.30 / rows : 0), bottom + (1.0 / rows) },
            anchor = Axis("x", index),
            matches = index == 0 ? null : "y",
            range = index == 0 ? ScoreAxis.Around(data.Slices.SelectMany(panel => panel.Points).Select(point => point.Score)) : null,
            showticklabels = column == 0,
            tickformat = ".3~f",
            zeroline = false,
        });
    }

    /// <summary>A choice fits under its column: encoder subsets by initials (the hover has them in full), other names broken at hyphens.</summary>
    private static string TickText(string label) => label.Contains('+', StringComparison.Ordinal)
        ? string.Join("<br>+", label.Split('+').Select(Initials).Select(PlotlyFigure.Text))
        : char.IsLetter(label.FirstOrDefault()) ? PlotlyFigure.Text(label).Replace("-", "-<br>", StringComparison.Ordinal) : PlotlyFigure.Text(label);

    private static string Initials(string name) => string.Concat(name.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0]));

    private static string LabelAt(ParameterSlice slice, double x) =>
        slice.TickPositions.Index().Where(tick => tick.Item == x).Select(tick => slice.TickLabels[tick.Index]).FirstOrDefault("");

    private static string Axis(string letter, int index) => letter + Number(index);

    private static string Number(int index) => index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);
}
