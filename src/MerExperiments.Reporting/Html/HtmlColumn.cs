namespace MerExperiments.Reporting.Html;

/// <summary>A column of an HTML table.</summary>
/// <param name="Header">Its header.</param>
/// <param name="IsNumber">Whether its cells are set to the right, in figures of equal width.</param>
public sealed record HtmlColumn(string Header, bool IsNumber = false)
{
    /// <summary>A column of numbers.</summary>
    public static HtmlColumn Number(string header) => new(header, true);
}
