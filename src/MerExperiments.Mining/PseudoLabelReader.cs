using System.Globalization;

namespace MerExperiments.Mining;

/// <summary>Reads the lines of one pseudo-label file and collects what is wrong with them.</summary>
internal sealed class PseudoLabelReader(string path, LabelSet labels)
{
    private const int Fields = 8;

    private readonly List<Fault> _faults = [];
    private readonly Dictionary<(string Name, int Fold), int> _rowOf = [];

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>The pseudo-label of a line, or null where it is at fault.</summary>
    public PseudoLabel? Read(string line, int row)
    {
        IReadOnlyList<string> fields = CsvLine.Split(line);
        if (fields.Count != Fields)
        {
            return Refuse(row, $"has {fields.Count} fields; it must have {Fields}");
        }

        if (labels.IndexOf(fields[3]) < 0)
        {
            return Refuse(row, $"has the label \"{fields[3]}\"{NearestName.Hint(fields[3], labels.Names)}");
        }

        return Parse(fields) is not { } label ? Refuse(row, "has a number or a vote that cannot be read")
            : !_rowOf.TryAdd((label.Name, label.Fold), row)
                ? Refuse(row, $"labels \"{label.Name}\" for fold {label.Fold} again; row {_rowOf[(label.Name, label.Fold)]} did before")
                : label;
    }

    private static PseudoLabel? Parse(IReadOnlyList<string> fields)
    {
        Vote?[] votes = [.. fields[7].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ParseVote)];
        return int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int iteration)
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int fold)
            && TryNumber(fields[4], out double agreement)
            && TryNumber(fields[5], out double confidence)
            && !votes.Contains(null)
            ? new PseudoLabel
            {
                Iteration = iteration,
                Fold = fold,
                Name = fields[2],
                Label = fields[3],
                Agreement = agreement,
                Confidence = confidence,
                Rule = fields[6],
                Votes = [.. votes.OfType<Vote>()],
            }
            : null;
    }

    private static Vote? ParseVote(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = text.LastIndexOf(':');
        return equals >= 0 && colon > equals && TryNumber(text[(colon + 1)..], out double posterior)
            ? new Vote(text[..equals], text[(equals + 1)..colon], posterior)
            : null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private PseudoLabel? Refuse(int row, string problem)
    {
        _faults.Add(new Fault($"{path}:{row}", problem));
        return null;
    }
}
