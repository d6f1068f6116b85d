using System.Globalization;
using MerExperiments.Corpora;

namespace MerExperiments.Mining;

/// <summary>Reads the rows of one pseudo-label file and collects what is wrong with them.</summary>
internal sealed class PseudoLabelReader(LabelSet labels)
{
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<(string Name, int Fold), int> _lineOf = [];

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>The pseudo-label of a row, or null where it is at fault.</summary>
    public PseudoLabel? Read(CsvRow row)
    {
        if (labels.IndexOf(row["label"]) < 0)
        {
            return Refuse(row, $"has the label \"{row["label"]}\"{NearestName.Hint(row["label"], labels.Names)}");
        }

        if (Parse(row) is not { } label)
        {
            return Refuse(row, "has a number or a vote that cannot be read");
        }

        return _lineOf.TryAdd((label.Name, label.Fold), row.Line)
            ? label
            : Refuse(row, $"labels \"{label.Name}\" for fold {label.Fold} again; row {_lineOf[(label.Name, label.Fold)]} did before");
    }

    private static PseudoLabel? Parse(CsvRow row)
    {
        Vote?[] votes = [.. row["votes"].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ParseVote)];
        return int.TryParse(row["iteration"], NumberStyles.None, CultureInfo.InvariantCulture, out int iteration)
            && int.TryParse(row["fold"], NumberStyles.None, CultureInfo.InvariantCulture, out int fold)
            && TryNumber(row["agreement"], out double agreement)
            && TryNumber(row["confidence"], out double confidence)
            && !votes.Contains(null)
            ? new PseudoLabel
            {
                Iteration = iteration,
                Fold = fold,
                Name = row["name"],
                Label = row["label"],
                Agreement = agreement,
                Confidence = confidence,
                Rule = row["rule"],
                Votes = [.. votes.OfType<Vote>()],
            }
            : null;
    }

    private static Vote? ParseVote(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = text.LastIndexOf(':');
        return equals >= 0 && colon > equals && TryNumber(text[(colon + 1)..], out double posterior)
            ? new Vote(Unescaped(text[..equals]), Unescaped(text[(equals + 1)..colon]), posterior)
            : null;
    }

    /// <summary>The percent sign comes last: what it frees must not be read as another escape.</summary>
    private static string Unescaped(string name) => name
        .Replace("%3A", ":", StringComparison.Ordinal)
        .Replace("%3D", "=", StringComparison.Ordinal)
        .Replace("%3B", ";", StringComparison.Ordinal)
        .Replace("%25", "%", StringComparison.Ordinal);

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private PseudoLabel? Refuse(CsvRow row, string problem)
    {
        _faults.Add(new Fault(row.Place, problem));
        return null;
    }
}
