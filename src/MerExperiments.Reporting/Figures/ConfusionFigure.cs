using MerExperiments.Reporting.Charts;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws a confusion matrix: colour = share of the row, text = count.</summary>
internal static class ConfusionFigure
{
    private static readonly object[][] Scale = [[0.0, "#F3F6FA"], [0.5, "#56B4E9"], [1.0, "#00466E"]];

    /// <summary>Draws the matrix with the first class at the top left.</summary>
    public static GenericChart Draw(ConfusionData data)
    {
        string[] labels = [.. data.Labels.Select(PlotlyFigure.Text)];
        return new PlotlyFigure()
            .Trace(
                "heatmap",
                ("x", labels),
                ("y", labels),
                ("z", data.RowShares),
                ("text", data.Counts),
                ("texttemplate", "%{text}"),
                ("zmin", 0),
                ("zmax", 1),
                ("xgap", 2),
                ("ygap", 2),
                ("colorscale", Scale),
                ("showscale", false),
                ("hovertemplate", "true %{y}, predicted %{x}<br>%{text} utterances, %{z:.1%} of the row<extra></extra>"))
            .Layout("margin", new { l = 84, r = 8, t = 8, b = 60 })
            .Layout("xaxis", new { title = new { text = "Predicted class" }, showgrid = false, automargin = true })
            .Layout("yaxis", new { title = new { text = $"True class (n = {data.N})" }, autorange = "reversed", showgrid = false, automargin = true })
            .ToChart();
    }
}
