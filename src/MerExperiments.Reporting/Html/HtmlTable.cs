using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Reporting.Words;

namespace MerExperiments.Reporting.Html;

/// <summary>A table with a caption; every row has as many cells as there are columns.</summary>
public sealed record HtmlTable
{
    /// <summary>What the table shows.</summary>
    public required string Caption { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<HtmlColumn> Columns { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<IReadOnlyList<HtmlCell>> Rows { get; init; }

    /// <summary>Whether a click on a header sorts by its column. Default: false.</summary>
    public bool Sortable { get; init; }
}

/// <summary>A column of an HTML table.</summary>
/// <param name="Header">Its header.</param>
/// <param name="IsNumber">Whether its cells are set to the right, in figures of equal width.</param>
public sealed record HtmlColumn(string Header, bool IsNumber = false)
{
    /// <summary>A column of numbers.</summary>
    public static HtmlColumn Number(string header) => new(header, true);
}

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

    /// <summary>A score with its 95% interval, which sorts by the score.</summary>
    public static HtmlCell WithInterval(MetricScore score) => new(NumberText.WithInterval(score), score.Value, "nowrap");
}
