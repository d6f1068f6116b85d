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
