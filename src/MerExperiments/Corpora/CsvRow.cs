namespace MerExperiments.Corpora;

/// <summary>One row of a <see cref="CsvTable"/>, with the line on which it starts.</summary>
public sealed class CsvRow
{
    private readonly CsvTable _table;
    private readonly string[] _fields;

    internal CsvRow(CsvTable table, int line, string[] fields)
    {
        _table = table;
        Line = line;
        _fields = fields;
    }

    /// <summary>The line of the file on which the row starts, 1 or more; the header usually stands on line 1.</summary>
    public int Line { get; }

    /// <summary>Where the row stands, for a <see cref="Fault"/>: <c>labels.csv:12</c>.</summary>
    public string Place => $"{_table.Place}:{Line}";

    /// <summary>The fields, in the header's order.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The field of a column.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public string this[string column] =>
        Find(column) ?? throw new KeyNotFoundException($"{_table.Place} has no column \"{column}\"; it has {string.Join(", ", _table.Header)}");

    /// <summary>The field of a column, or null where the table has no such column.</summary>
    public string? Find(string column) => _table.IndexOf(column) is int index and >= 0 ? _fields[index] : null;
}
