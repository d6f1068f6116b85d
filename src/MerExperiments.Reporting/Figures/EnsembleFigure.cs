using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Words;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Draws the ensemble's weights as bars.</summary>
internal static class EnsembleFigure
{
    /// <summary>Draws the chart, the heaviest member at the top.</summary>
    public static GenericChart Draw(EnsembleData data) => new PlotlyFigure()
        .Trace(
            "bar",
            ("orientation", "h"),
            ("x", data.Members.Select(member => member.Weight).ToArray()),
            ("y", data.Members.Select(Name).ToArray()),
            ("text", data.Members.Select(member => NumberText.Percent(Math.Round(member.Weight, 3))).ToArray()),
            ("textposition", "outside"),
            ("cliponaxis", false),
            ("marker", new { color = Palette.Blue }),
            ("hovertemplate", "%{y}: weight %{x:.3f}<extra></extra>"))
        .Layout("margin", new { l = 120, r = 48, t = 8, b = 48 })
        .Layout("xaxis", new { title = new { text = "Weight (all sum to 1)" }, rangemode = "tozero" })
        .Layout("yaxis", new { autorange = "reversed", automargin = true, type = "category" })
        .ToChart();

    private static string Name(EnsembleMember member) =>
        PlotlyFigure.Text(member.Head.Length == 0 ? member.Name : $"{member.Name}, {member.Head}");
}
