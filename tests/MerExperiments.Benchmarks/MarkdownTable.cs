namespace MerExperiments.Benchmarks;

/// <summary>A table as it goes into the README.</summary>
internal sealed record MarkdownTable(string[] Columns, IReadOnlyList<string[]> Rows)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(
        '\n', new[] { Line(Columns), Line([.. Columns.Select((_, c) => c == 0 ? "---" : "---:")]) }.Concat(Rows.Select(Line)));

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
