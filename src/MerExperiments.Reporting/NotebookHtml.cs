using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;

namespace MerExperiments.Reporting;

/// <summary>Charts as HTML that is shown without the network.</summary>
public static class NotebookHtml
{
    /// <summary>A frame that holds the chart and its own plotly.js (some 4 MB), so that it also shows in a saved notebook opened offline.</summary>
    /// <param name="figure">The chart.</param>
    /// <param name="label">What it shows, for a screen reader.</param>
    /// <param name="heightPixels">Its height.</param>
    public static string Of(PlotlyFigure figure, string label, int heightPixels = 620) =>
        $"<iframe style=\"width:100%;height:{heightPixels + 120}px;border:0\" srcdoc=\"{HtmlText.Encode(Page(figure, label, heightPixels))}\"></iframe>";

    /// <summary>A page of the chart alone, to be written to a file.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string Page(PlotlyFigure figure, string label, int heightPixels = 620)
    {
        var page = new ReportPage(label);
        page.Figure(figure.ToJson(), label, label, heightPixels);
        return page.ToString();
    }
}
