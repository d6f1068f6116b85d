using System.Globalization;

namespace MerExperiments.Reporting.Html;

/// <summary>A cell of an HTML table: plain text, and what it sorts by where that is not the text.</summary>
/// <param name="Text">What it says; it is encoded when written.</param>
/// <param name="SortBy">The number a click on the header sorts by; null sorts by the text.</param>
/// <param name="Kind">A CSS class, e.g. <c>good</c> or <c>bad</c>; null for none.</param>
public sealed record HtmlCell(string Text, double? SortBy = null, string? Kind = null)
{
    /// <summary>A cell of text.</summary>
    public static implicit operator HtmlCell(string text) => new(text);

    /// <summary>A cell of a whole number.</summary>
    public static implicit operator HtmlCell(int number) => new(number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A score to three decimals, or a dash where there is none.</summary>
    public static HtmlCell Score(double? score) => score is { } value ? new(NumberText.Score(value), value) : new("–", double.NegativeInfinity);
}
