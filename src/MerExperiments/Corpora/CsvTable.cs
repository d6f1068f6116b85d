using System.Globalization;
using System.Text;
using MerExperiments.Storage;

namespace MerExperiments.Corpora;

/// <summary>A CSV file in memory, as RFC 4180 writes it: a header, and rows that know their line.</summary>
/// <remarks>Quotes, doubled quotes, embedded line breaks, a byte order mark, CRLF and LF are understood; blank lines are skipped. The
/// separator is the comma, the encoding UTF-8. Columns are looked up whatever their letter case. Safe to read from several threads.</remarks>
public sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(string place, string[] header)
    {
        Place = place;
        Header = header;
        for (int i = 0; i < header.Length; i++)
        {
            _columns.TryAdd(header[i], i);
        }
    }

    /// <summary>The name by which faults call the file.</summary>
    public string Place { get; }

    /// <summary>The column names, trimmed.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows, in the file's order.</summary>
    public IReadOnlyList<CsvRow> Rows { get; private set; } = [];

    /// <summary>Reads a file; faults call it by its path.</summary>
    /// <exception cref="InvalidInputException">The file is missing, empty or malformed, or a row is longer or shorter than the header.</exception>
    public static CsvTable Read(string path) => Strictly(faults => Read(path, faults));

    /// <summary>Reads a file for a reader that has rules of its own, so that all faults come at once: a row that is longer or shorter than the header,
    /// or that a quote spoils, goes to the faults and is left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Where faults of rows and columns go.</param>
    /// <exception cref="InvalidInputException">The file is missing, empty or not UTF-8: nothing in it can be told.</exception>
    public static CsvTable Read(string path, List<Fault> faults) =>
        File.Exists(path)
            ? Parse(path, Decode(path), faults)
            : throw new InvalidInputException(path, "does not exist; a CSV file with a header is expected here");

    private static string Decode(string path)
    {
        try
        {
            return RegularFile.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException(path, $"is not UTF-8: it holds the byte {string.Join(' ', e.BytesUnknown ?? [])} at {e.Index}; save it as UTF-8");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static CsvTable Parse(string place, string text) => Strictly(faults => Parse(place, text, faults));

    private static CsvTable Strictly(Func<List<Fault>, CsvTable> read)
    {
        var faults = new List<Fault>();
        CsvTable table = read(faults);
        InvalidInputException.ThrowIfAny(faults);
        return table;
    }

    private static CsvTable Parse(string place, string text, List<Fault> faults)
    {
        var spoilt = new List<Fault>();
        var records = CsvScanner.Scan(place, text, spoilt).ToList();
        if (spoilt.Count > 0 && (records.Count == 0 || LineOf(spoilt[0], place) < records[0].Line))
        {
            throw new InvalidInputException([spoilt[0]]);
        }

        if (records.Count == 0)
        {
            throw new InvalidInputException(place, "is empty; the first line must name the columns");
        }

        string[] header = [.. records[0].Fields.Select(name => name.Trim())];
        faults.AddRange(FaultsOf(place, header, records).Concat(spoilt).OrderBy(fault => LineOf(fault, place)));
        var table = new CsvTable(place, header);
        table.Rows = [.. records.Skip(1).Where(record => record.Fields.Length == header.Length).Select(record => new CsvRow(table, record.Line, record.Fields))];
        return table;
    }

    private static int LineOf(Fault fault, string place) => int.Parse(fault.Place.AsSpan(place.Length + 1), CultureInfo.InvariantCulture);

    /// <summary>The index of a column, or -1.</summary>
    public int IndexOf(string column) => _columns.GetValueOrDefault(column, -1);

    /// <summary>True where the table has the column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The fault of a column the table must have and lacks, with the nearest name it does have; null where it has it.</summary>
    public Fault? Missing(string column)
    {
        if (Has(column))
        {
            return null;
        }

        string hint = NearestName.Of(column, Header) is { } near ? $"; is \"{near}\" meant?" : $"; it has {string.Join(", ", Header)}";
        return new Fault($"{Place}:1", $"has no column \"{column}\"{hint}");
    }

    /// <summary>Writes a header and rows with LF line ends; fields are quoted where they must be.</summary>
    public static string Format(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in rows.Prepend(header))
        {
            // One empty field alone would read back as a blank line.
            text.AppendJoin(',', row.Select(field => row.Count == 1 && field.Length == 0 ? "\"\"" : Quoted(field))).Append('\n');
        }

        return text.ToString();
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field;

    private static IEnumerable<Fault> FaultsOf(string place, string[] header, List<CsvRecord> records)
    {
        foreach (string name in header.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return new Fault($"{place}:{records[0].Line}", $"the column \"{name}\" stands twice; column names must differ");
        }

        foreach (CsvRecord record in records.Skip(1).Where(record => record.Fields.Length != header.Length))
        {
            yield return new Fault($"{place}:{record.Line}", $"has {record.Fields.Length} fields; the header has {header.Length}");
        }
    }
}
