using Plotly.NET;

namespace MerExperiments.Reporting.Html;

/// <summary>A chart as JSON that cannot end the script element it stands in.</summary>
public static class ChartJson
{
    /// <summary>The figure's data and layout, with <c>&lt;</c>, and control characters in texts, written as <c>\u003c</c>.</summary>
    public static string Of(GenericChart chart) => PrintableText.Of(GenericChart.toFigureJson(chart)).Replace("<", "\\u003c", StringComparison.Ordinal);
}
