using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Mining;

/// <summary>Reads and writes <c>pseudo-labels.csv</c>: <c>iteration,fold,name,label,agreement,confidence,rule,votes</c>, where the votes
/// are <c>voter=class:posterior</c> separated by <c>;</c>. In voters and classes the characters <c>; = : %</c> are written %3B %3D %3A %25.</summary>
/// <remarks>UTF-8, numbers in shortest round-trip form, fields quoted where they must be. The file is whole or absent.</remarks>
public static class PseudoLabelFile
{
    private static readonly string[] Header = ["iteration", "fold", "name", "label", "agreement", "confidence", "rule", "votes"];

    /// <summary>Writes or replaces a file.</summary>
    public static void Write(string path, IReadOnlyList<PseudoLabel> labels) =>
        CheckedFile.WriteText(path, CsvTable.Format(Header, labels.Select(FieldsOf)));

    /// <summary>Reads a file that <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidInputException">The file is not what was written, or rows are malformed, name no class of the label set, or label an utterance twice in one
    /// fold.</exception>
    public static IReadOnlyList<PseudoLabel> Read(string path, LabelSet labels)
    {
        CheckedFile.Require(path, "go on with the run (mer run EXPERIMENT --resume RUN), which mines again");
        var table = CsvTable.Read(path);
        InvalidInputException.ThrowIfAny([.. Header.Select(table.Missing).OfType<Fault>()]);
        var reader = new PseudoLabelReader(labels);
        IReadOnlyList<PseudoLabel> read = [.. table.Rows.Select(reader.Read).OfType<PseudoLabel>()];
        InvalidInputException.ThrowIfAny(reader.Faults);
        return read;
    }

    private static string[] FieldsOf(PseudoLabel label) =>
    [
        label.Iteration.ToString(CultureInfo.InvariantCulture),
        label.Fold.ToString(CultureInfo.InvariantCulture),
        label.Name,
        label.Label,
        label.Agreement.ToString("R", CultureInfo.InvariantCulture),
        label.Confidence.ToString("R", CultureInfo.InvariantCulture),
        label.Rule,
        string.Join(';', label.Votes.Select(VoteText)),
    ];

    private static string VoteText(Vote vote) =>
        string.Create(CultureInfo.InvariantCulture, $"{Escaped(vote.Voter)}={Escaped(vote.Label)}:{vote.Posterior:R}");

    /// <summary>Only what separates votes is escaped, so that the names of most corpora stay as a reader knows them.</summary>
    private static string Escaped(string name) => name
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("=", "%3D", StringComparison.Ordinal)
        .Replace(":", "%3A", StringComparison.Ordinal);
}
