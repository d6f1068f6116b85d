using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Media.Transcripts;

/// <summary>Reads external transcripts, and writes what a merge chose and found; files are whole or absent.</summary>
internal static class TranscriptFile
{
    /// <summary>The file of chosen transcripts, which the MER2024 reader reads.</summary>
    public const string Merged = "transcription-merge.csv";

    /// <summary>The file of choices with their reasons.</summary>
    public const string Choices = "transcript-choices.csv";

    /// <summary>The file of findings.</summary>
    public const string Findings = "transcript-findings.csv";

    /// <summary>The column of the chosen text in MER2024's own files.</summary>
    public const string Mer2024Column = "chinese";

    /// <summary>Reads a CSV of transcripts as a source: the column <c>name</c>, and <c>text</c> or, as MER2024's own files have it, <see cref="Mer2024Column"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">The source's name, for choices and findings.</param>
    /// <param name="isChecked">True where a person checked the texts.</param>
    /// <exception cref="InvalidInputException">The file is missing or malformed, lacks a column, or a name is empty, holds a path separator or stands
    /// twice; all faults at once, each with its row.</exception>
    public static TranscriptSource Read(string path, string source, bool isChecked = false)
    {
        CsvTable table = CsvTable.Read(path);
        var faults = new List<Fault>();
        string column = table.Missing("text") is not null && table.Missing(Mer2024Column) is null ? Mer2024Column : "text";
        faults.AddRange(new[] { "name", column }.Select(table.Missing).OfType<Fault>());
        InvalidInputException.ThrowIfAny(faults);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var first = new Dictionary<string, CsvRow>(StringComparer.Ordinal);
        foreach (CsvRow row in table.Rows)
        {
            string name = row["name"];
            faults.AddRange(NameProblem(name, first) is { } problem ? [new Fault(row.Place, problem)] : []);
            if (first.TryAdd(name, row))
            {
                texts.Add(name, row[column]);
            }
        }

        InvalidInputException.ThrowIfAny(faults);
        return new TranscriptSource(source, isChecked, texts);
    }

    /// <summary>Writes the three files into a folder.</summary>
    /// <param name="folder">The folder; created where it is absent.</param>
    /// <param name="result">What the merge gave.</param>
    /// <param name="textColumn">What the chosen text's column is called: <see cref="Mer2024Column"/> (the default), or <c>text</c>.</param>
    public static void Write(string folder, TranscriptMergeResult result, string textColumn = Mer2024Column)
    {
        WriteFindings(Path.Combine(folder, Findings), result.Findings);
        WriteChoices(Path.Combine(folder, Choices), result.Choices);
        WriteMerged(Path.Combine(folder, Merged), result.Choices, textColumn);
    }

    /// <summary>Writes the chosen texts. An utterance without a usable text has no row; an empty text is a row.</summary>
    public static void WriteMerged(string path, IEnumerable<TranscriptChoice> choices, string textColumn = Mer2024Column) => AtomicFile.WriteText(path, CsvTable.Format(
        ["name", textColumn], choices.Where(choice => choice.Text is not null).Select(choice => (string[])[choice.Name, choice.Text!])));

    /// <summary>Writes every choice: name, text, source, why, and the rejected texts as <c>source: why (text)</c>, one after another with <c> | </c> between.</summary>
    public static void WriteChoices(string path, IEnumerable<TranscriptChoice> choices) => AtomicFile.WriteText(path, CsvTable.Format(
        ["name", "text", "source", "why", "rejected"],
        choices.Select(choice => (string[])
        [
            choice.Name, choice.Text ?? "", choice.Source, choice.Why,
            string.Join(" | ", choice.Rejected.Select(rejection => $"{rejection.Source}: {rejection.Why} ({rejection.Text})")),
        ])));

    /// <summary>Writes findings: name, source, rule, severity, value, detail, text.</summary>
    public static void WriteFindings(string path, IEnumerable<TranscriptFinding> findings) => AtomicFile.WriteText(path, CsvTable.Format(
        ["name", "source", "rule", "severity", "value", "detail", "text"],
        findings.Select(finding => (string[])
        [
            finding.Name, finding.Source, Word(finding.Rule.ToString()), Word(finding.Severity.ToString()),
            finding.Value.ToString("0.####", CultureInfo.InvariantCulture), finding.Detail, finding.Text,
        ])));

    private static string? NameProblem(string name, Dictionary<string, CsvRow> first) =>
        name.Trim().Length == 0 ? "the name is empty; every transcript must have one"
        : name.AsSpan().IndexOfAny("/\\") >= 0 ? $"the name \"{name}\" must not hold a path separator"
        : first.TryGetValue(name, out CsvRow? row) ? $"the name \"{name}\" stands twice; it stands first at {row.Place}"
        : null;

    private static string Word(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
