using MerExperiments.Reporting.Html;
using Plotly.NET;

namespace MerExperiments.Reporting;

/// <summary>Charts as HTML that a notebook shows without the network.</summary>
public static class NotebookHtml
{
    /// <summary>A frame that holds the chart and its own plotly.js (some 4 MB), so that it also shows in a saved notebook opened offline.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="label">What it shows, for a screen reader.</param>
    /// <param name="heightPixels">Its height.</param>
    public static string Of(GenericChart chart, string label, int heightPixels = 620)
    {
        var page = new ReportPage(label);
        page.Chart(chart, label, label, heightPixels);
        return $"<iframe style=\"width:100%;height:{heightPixels + 120}px;border:0\" srcdoc=\"{HtmlText.Encode(page.ToString())}\"></iframe>";
    }
}
