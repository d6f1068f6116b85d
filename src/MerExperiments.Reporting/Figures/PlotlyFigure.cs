using System.Text.Json;
using Plotly.NET;

namespace MerExperiments.Reporting.Figures;

/// <summary>Collects traces and a layout, in plotly.js's own property names, into a Plotly.NET chart or plotly.js's JSON.</summary>
/// <remarks>Fonts, backgrounds and grid colours are left to the page or the notebook. Not thread-safe. A report section may draw with it, or with Plotly.NET itself. Plotly.NET's types are met in
/// <see cref="ToChart"/> alone: a notebook kernel may carry an F# core that is too old for them.</remarks>
public sealed class PlotlyFigure
{
    private readonly List<(string Type, (string Name, object? Value)[] Properties)> _traces = [];
    private readonly List<(string Name, object Value)> _layout = [];

    /// <summary>Adds a trace of a plotly.js type such as <c>scatter</c> or <c>bar</c>.</summary>
    public PlotlyFigure Trace(string type, params (string Name, object? Value)[] properties)
    {
        _traces.Add((type, [.. properties.Where(property => property.Value is not null)]));
        return this;
    }

    /// <summary>Sets a property of the layout.</summary>
    public PlotlyFigure Layout(string name, object value)
    {
        _layout.Add((name, value));
        return this;
    }

    /// <summary>The chart; it needs one trace or more.</summary>
    public GenericChart ToChart()
    {
        var layout = new Layout();
        foreach ((string name, object value) in _layout)
        {
            layout.SetProperty(name, value);
        }

        return GenericChart.setLayout(layout, GenericChart.combine(_traces.Select(Chart)));
    }

    /// <summary>What plotly.js draws: an object with <c>data</c> and <c>layout</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        data = _traces.Select(trace => trace.Properties.Prepend((Name: "type", Value: trace.Type)).ToDictionary(property => property.Name, property => property.Value)),
        layout = _layout.ToDictionary(property => property.Name, property => property.Value),
    });

    /// <summary>A text made safe for plotly.js, which reads labels as a small subset of HTML.</summary>
    public static string Text(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static GenericChart Chart((string Type, (string Name, object? Value)[] Properties) collected)
    {
        var trace = new Trace(collected.Type);
        foreach ((string name, object? value) in collected.Properties)
        {
            trace.SetProperty(name, value);
        }

        return GenericChart.ofTraceObject(false, trace);
    }
}
