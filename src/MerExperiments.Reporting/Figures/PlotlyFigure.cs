using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Collects traces and a layout, in plotly.js's own property names, into a Plotly.NET chart.</summary>
/// <remarks>Fonts, backgrounds and grid colours are left to the page or the notebook. Not thread-safe. A report section may draw with it, or with Plotly.NET itself.</remarks>
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
}
