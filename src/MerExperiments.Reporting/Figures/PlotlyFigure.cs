using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Collects traces and a layout, in plotly.js's own property names, into a Plotly.NET chart.</summary>
/// <remarks>Fonts, backgrounds and grid colours are left to the page or the notebook. Not thread-safe.</remarks>
public sealed class PlotlyFigure
{
    private readonly List<GenericChart> _traces = [];
    private readonly Layout _layout = new();

    /// <summary>Adds a trace of a plotly.js type such as <c>scatter</c> or <c>bar</c>.</summary>
    public PlotlyFigure Trace(string type, params (string Name, object? Value)[] properties)
    {
        var trace = new Trace(type);
        foreach ((string name, object? value) in properties.Where(property => property.Value is not null))
        {
            trace.SetProperty(name, value);
        }

        _traces.Add(GenericChart.ofTraceObject(false, trace));
        return this;
    }

    /// <summary>Sets a property of the layout.</summary>
    public PlotlyFigure Layout(string name, object value)
    {
        _layout.SetProperty(name, value);
        return this;
    }

    /// <summary>The chart; it needs one trace or more.</summary>
    public GenericChart ToChart() => GenericChart.setLayout(_layout, GenericChart.combine(_traces));

    /// <summary>A text made safe for plotly.js, which reads labels as a small subset of HTML.</summary>
    public static string Text(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Error bars from a score to the ends of its interval; null, which adds nothing, where no score has one.</summary>
    public static object? ErrorBars(IEnumerable<Charts.ScoreBar> bars)
    {
        Charts.ScoreBar[] all = [.. bars];
        return all.All(bar => bar.Interval is null)
            ? null
            : new
            {
                type = "data",
                symmetric = false,
                array = all.Select(bar => (bar.Interval?.High ?? bar.Score) - bar.Score).ToArray(),
                arrayminus = all.Select(bar => bar.Score - (bar.Interval?.Low ?? bar.Score)).ToArray(),
                color = Palette.Grey,
                thickness = 1.5,
                width = 5,
            };
    }
}
