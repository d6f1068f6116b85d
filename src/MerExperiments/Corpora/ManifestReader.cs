namespace MerExperiments.Corpora;

/// <summary>Reads a corpus from one CSV file with the columns <c>name,clip,audio,video,text,label,speaker,split</c>, of which only name must be there.</summary>
/// <remarks><c>clip</c> is one file with sound and picture; it stands for audio and video where those are empty or absent, and for
/// audio alone where it is a sound file by its name. <c>split</c> is labelled, train (the same), pool or test; where it is empty or absent, a row with a label is labelled and one
/// without is pool. A label on a pool row is not read. An empty audio, video, label or speaker means the utterance has none; an empty
/// <c>text</c>, where the column exists, is a transcript in which nothing was said. Columns of other names are ignored, unless one looks like
/// a misspelt known one.</remarks>
public sealed class ManifestReader(ManifestOptions options) : ICorpusReader
{
    private static readonly string[] Columns = ["name", "clip", "audio", "video", "text", "label", "speaker", "split"];
    internal static readonly string?[] SoundEndings = [".wav", ".flac", ".mp3", ".ogg", ".m4a", ".opus"];
    private static readonly string[] Splits = ["labelled", "train", "pool", "test"];

    /// <inheritdoc/>
    public Corpus Read(CancellationToken cancellation = default)
    {
        var faults = new List<Fault>();
        CsvTable table = Open(faults);
        bool hasSpoiltRows = faults.Count > 0;
        List<(CsvRow Row, Utterance Utterance)> read = ReadRows(table, ToUtterance, faults, cancellation);
        LabelSet? labels = Labels(table, [.. read.Select(r => r.Utterance)], hasSpoiltRows, faults);
        faults.AddRange(read.SelectMany(r => LabelFaults(r.Row, r.Utterance, labels)));
        return ToCorpus(table, labels, read.Select(r => r.Utterance), faults);
    }

    /// <summary>Reads the clips alone, for a model that is to predict them: labels and splits are not looked at, and every utterance is of the pool.</summary>
    /// <param name="labels">The model's classes.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <inheritdoc cref="Read" path="/exception"/>
    public Corpus ReadClips(LabelSet labels, CancellationToken cancellation = default)
    {
        var faults = new List<Fault>();
        CsvTable table = Open(faults);
        faults.AddRange(table.Rows.Count == 0 && faults.Count == 0 ? [Empty(table)] : []);
        return ToCorpus(table, labels, ReadRows(table, ToClip, faults, cancellation).Select(r => r.Utterance), faults);
    }

    private string Root => Path.GetFullPath(options.Root ?? Path.GetDirectoryName(Path.GetFullPath(options.Manifest))!);

    private CsvTable Open(List<Fault> faults)
    {
        CsvTable table = CsvTable.Read(options.Manifest, faults);
        InvalidInputException.ThrowIfAny(HeaderFaults(table).ToArray() is { Length: > 0 } header ? [.. header, .. faults] : []);
        return table;
    }

    private List<(CsvRow Row, Utterance Utterance)> ReadRows(
        CsvTable table, Func<CsvRow, string, List<Fault>, Utterance> read, List<Fault> faults, CancellationToken cancellation)
    {
        var names = new UniqueNames(faults);
        var utterances = new List<(CsvRow Row, Utterance Utterance)>(table.Rows.Count);
        foreach (CsvRow row in table.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            names.Add(row, row["name"]);
            utterances.Add((row, read(row, Root, faults)));
        }

        return utterances;
    }

    private Corpus ToCorpus(CsvTable table, LabelSet? labels, IEnumerable<Utterance> utterances, List<Fault> faults)
    {
        InvalidInputException.ThrowIfAny([.. faults.OrderBy(fault => LineOf(fault, table))]);
        return new Corpus(options.Name ?? Path.GetFileNameWithoutExtension(options.Manifest), Root, labels!, utterances);
    }

    private static Fault Empty(CsvTable table) => new(table.Place, "holds no utterances; it must hold at least one row below the header");

    private static IEnumerable<Fault> HeaderFaults(CsvTable table)
    {
        if (table.Missing("name") is { } missing)
        {
            yield return missing;
        }

        foreach (string column in table.Header.Where(column => !Columns.Contains(column, StringComparer.OrdinalIgnoreCase)))
        {
            if (NearestName.Of(column, Columns) is { } near and not "name" && !table.Has(near))
            {
                yield return new Fault($"{table.Place}:1", $"has an unknown column \"{column}\"; did you mean \"{near}\"?");
            }
        }
    }

    private static Utterance ToUtterance(CsvRow row, string root, List<Fault> faults)
    {
        string? label = Given(row, "label");
        UtterancePart part = Part(row, label, faults);
        return ToClip(row, root, faults) with { Part = part, Label = part == UtterancePart.Pool ? null : label };
    }

    private static Utterance ToClip(CsvRow row, string root, List<Fault> faults) => new()
    {
        Name = row["name"],
        Part = UtterancePart.Pool,
        AudioPath = PathIn(root, row, Given(row, "audio") ?? Given(row, "clip"), faults),
        VideoPath = PathIn(root, row, Given(row, "video") ?? (IsSoundFile(Given(row, "clip")) ? null : Given(row, "clip")), faults),
        Text = row.Find("text"),
        Speaker = Given(row, "speaker"),
    };

    private static UtterancePart Part(CsvRow row, string? label, List<Fault> faults)
    {
        string? split = Given(row, "split");
        if (split is not null && !Splits.Contains(split))
        {
            faults.Add(new Fault(row.Place, $"the split is \"{split}\"{NearestName.Hint(split, Splits)}"));
        }

        return split switch
        {
            "labelled" or "train" => UtterancePart.Labelled,
            "test" => UtterancePart.Test,
            null when label is not null => UtterancePart.Labelled,
            _ => UtterancePart.Pool,
        };
    }

    /// <summary>The classes; what only the whole file can tell is not held against one of which rows could not be read.</summary>
    private LabelSet? Labels(CsvTable table, IReadOnlyList<Utterance> utterances, bool hasSpoiltRows, List<Fault> faults)
    {
        if (table.Rows.Count == 0 && !hasSpoiltRows)
        {
            faults.Add(Empty(table));
        }

        string[] seen = [.. utterances.Select(u => u.Label).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (options.Labels is null && seen.Length < 2)
        {
            faults.AddRange(hasSpoiltRows ? [] : [new Fault(table.Place, $"its labels are [{string.Join(", ", seen)}]; there must be 2 or more classes")]);
            return null;
        }

        // Such a label is refused at its row.
        if (options.Labels is null && seen.Any(label => LabelSet.ProblemOf(label) is not null))
        {
            return null;
        }

        foreach (IGrouping<string, string> alike in seen.GroupBy(label => label.ToLowerInvariant()).Where(group => options.Labels is null && group.Count() > 1))
        {
            string names = string.Join(", ", alike.Select(label => $"\"{label}\""));
            faults.Add(new Fault(table.Place, $"its labels {names} differ in letter case only; write one class one way, or name the classes in corpus.labels"));
        }

        return new LabelSet(options.Labels ?? [.. seen]);
    }

    private static IEnumerable<Fault> LabelFaults(CsvRow row, Utterance utterance, LabelSet? labels)
    {
        if (utterance.Label is { } text && LabelSet.ProblemOf(text) is { } problem)
        {
            yield return new Fault(row.Place, $"the label {problem}");
        }
        else if (utterance.Label is { } label && labels is not null && labels.IndexOf(label) < 0)
        {
            yield return new Fault(row.Place, $"the label is \"{label}\"{NearestName.Hint(label, labels.Names)}");
        }

        if (utterance.Label is null && utterance.Part != UtterancePart.Pool)
        {
            yield return new Fault(
                row.Place, $"\"{utterance.Name}\" is {row["split"].Trim()} and has no label; give it one or set its split to pool");
        }
    }

    private static bool IsSoundFile(string? clip) => SoundEndings.Contains(Path.GetExtension(clip)?.ToLowerInvariant());

    private static string? PathIn(string root, CsvRow row, string? path, List<Fault> faults)
    {
        if (path is null || !path.Contains('\0', StringComparison.Ordinal))
        {
            return path is null ? null : Path.GetFullPath(path, root);
        }

        faults.Add(new Fault(row.Place, $"has the path \"{PrintableText.Of(path)}\", which holds a NUL character; no file can have such a name"));
        return null;
    }

    private static string? Given(CsvRow row, string column) => row.Find(column)?.Trim() is { Length: > 0 } value ? value : null;

    private static int LineOf(Fault fault, CsvTable table) =>
        fault.Place.Length > table.Place.Length + 1 ? int.Parse(fault.Place.AsSpan(table.Place.Length + 1)) : 0;
}
