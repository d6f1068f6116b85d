namespace MerExperiments.Corpora;

/// <summary>Reads the layout in which MER2024 is distributed and its baseline prepares it; the generated corpus is written in it too.</summary>
/// <remarks>
/// In the root: <c>label-disdim.csv</c> (name, discrete) must be there. Optional: <c>label-test.csv</c> (name, discrete), the test part;
/// <c>candidate*.csv</c> (name), the pool, less what is test; <c>transcription-merge.csv</c> and <c>label-transcription.csv</c> (name, chinese),
/// of which the second wins and counts as checked by a person; <c>speakers.csv</c> (name, speaker). Media: <c>audio/NAME.wav</c> and the folder <c>openface_face/NAME</c>, which holds
/// pictures or NAME.npy; where the folder <c>audio</c> or <c>openface_face</c> is absent, the raw clips <c>video*/NAME.mp4</c> or <c>.avi</c> stand for
/// it (faces are then found in the preparation), and where there are none, no utterance has that modality. No file is looked up one by one, so that 115,595 candidates read in a second.
/// </remarks>
public sealed class Mer2024Reader(Mer2024Options options) : ICorpusReader
{
    private readonly string _root = Path.GetFullPath(options.Root);
    private readonly LabelSet _labels = new(options.Labels);

    /// <inheritdoc/>
    public Corpus Read(CancellationToken cancellation = default)
    {
        var faults = new List<Fault>();
        List<(CsvRow Row, string? Label)> labelled = Labels("label-disdim.csv", required: true, faults);
        List<(CsvRow Row, string? Label)> test = Labels("label-test.csv", required: false, faults);
        List<CsvRow> candidates = Candidates(faults);
        cancellation.ThrowIfCancellationRequested();
        Dictionary<string, string> texts = Values("transcription-merge.csv", "chinese", faults);
        Dictionary<string, string> subtitles = Values("label-transcription.csv", "chinese", faults);
        foreach ((string name, string text) in subtitles)
        {
            texts[name] = text;
        }

        Dictionary<string, string> speakers = Values("speakers.csv", "speaker", faults);
        var names = PartsApart(labelled, test, candidates, faults);
        InvalidInputException.ThrowIfAny(faults);
        cancellation.ThrowIfCancellationRequested();
        return new Corpus(options.Name, _root, _labels, Utterances(names, texts, speakers).Select(u => u with { IsTextChecked = subtitles.ContainsKey(u.Name) }));
    }

    private IEnumerable<Utterance> Utterances(
        List<(string Name, UtterancePart Part, string? Label)> names, Dictionary<string, string> texts, Dictionary<string, string> speakers)
    {
        string? audio = FolderOrNull("audio");
        string? video = FolderOrNull("openface_face");
        Dictionary<string, string> clips = audio is null || video is null ? RawClips() : [];
        return names.Select(entry => new Utterance
        {
            Name = entry.Name,
            Part = entry.Part,
            Label = entry.Label,
            AudioPath = audio is null ? clips.GetValueOrDefault(entry.Name) : Path.Combine(audio, entry.Name + ".wav"),
            VideoPath = video is null ? clips.GetValueOrDefault(entry.Name) : Path.Combine(video, entry.Name),
            Text = texts.GetValueOrDefault(entry.Name),
            Speaker = speakers.GetValueOrDefault(entry.Name) is { Length: > 0 } speaker ? speaker : null,
        });
    }

    private static List<(string Name, UtterancePart Part, string? Label)> PartsApart(
        List<(CsvRow Row, string? Label)> labelled, List<(CsvRow Row, string? Label)> test, List<CsvRow> candidates, List<Fault> faults)
    {
        var rowOf = labelled.ToDictionary(entry => entry.Row["name"], entry => entry.Row, StringComparer.Ordinal);
        var held = test.Select(entry => entry.Row["name"]).ToHashSet(StringComparer.Ordinal);
        foreach (CsvRow row in test.Select(entry => entry.Row).Concat(candidates).Where(row => rowOf.ContainsKey(row["name"])))
        {
            faults.Add(new Fault(row.Place, $"the name \"{row["name"]}\" is labelled too, at {rowOf[row["name"]].Place}; the parts must not overlap"));
        }

        return
        [
            .. labelled.Select(entry => (entry.Row["name"], UtterancePart.Labelled, entry.Label)),
            .. test.Select(entry => (entry.Row["name"], UtterancePart.Test, entry.Label)),
            .. candidates.Where(row => !held.Contains(row["name"])).Select(row => (row["name"], UtterancePart.Pool, (string?)null)),
        ];
    }

    private List<(CsvRow Row, string? Label)> Labels(string file, bool required, List<Fault> faults)
    {
        var labels = new List<(CsvRow Row, string? Label)>();
        foreach (CsvRow row in Rows(file, required, ["name", "discrete"], faults))
        {
            string label = row["discrete"].Trim();
            if (_labels.IndexOf(label) < 0)
            {
                faults.Add(new Fault(row.Place, $"the label is \"{label}\"{NearestName.Hint(label, _labels.Names)}"));
            }

            labels.Add((row, label));
        }

        return labels;
    }

    private List<CsvRow> Candidates(List<Fault> faults)
    {
        string[] files = Directory.Exists(_root) ? Directory.GetFiles(_root, "candidate*.csv") : [];
        return
        [
            .. files.Order(StringComparer.Ordinal)
                .SelectMany(file => Rows(Path.GetFileName(file), required: true, ["name"], faults))
                .DistinctBy(row => row["name"], StringComparer.Ordinal),
        ];
    }

    private Dictionary<string, string> Values(string file, string column, List<Fault> faults) =>
        Rows(file, required: false, ["name", column], faults).ToDictionary(row => row["name"], row => row[column].Trim(), StringComparer.Ordinal);

    /// <summary>The rows of a file whose names are good and new; what is wrong goes to the faults.</summary>
    private List<CsvRow> Rows(string file, bool required, string[] columns, List<Fault> faults)
    {
        string path = Path.Combine(_root, file);
        if (!required && !File.Exists(path))
        {
            return [];
        }

        try
        {
            CsvTable table = CsvTable.Read(path, faults);
            Fault[] missing = [.. columns.Select(table.Missing).OfType<Fault>()];
            faults.AddRange(missing);
            var names = new UniqueNames(faults);
            return missing.Length > 0 ? [] : [.. table.Rows.Where(row => names.Add(row, row["name"]))];
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults);
            return [];
        }
    }

    /// <summary>The clips as they are distributed, by name: <c>video-labeled</c>, <c>video-unlabeled-with-test2noise</c> and the like.</summary>
    private Dictionary<string, string> RawClips()
    {
        var clips = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] folders = Directory.Exists(_root) ? Directory.GetDirectories(_root, "video*") : [];
        foreach (string file in folders.Order(StringComparer.Ordinal).SelectMany(folder => Directory.EnumerateFiles(folder)))
        {
            if (Path.GetExtension(file).ToLowerInvariant() is ".mp4" or ".avi")
            {
                clips.TryAdd(Path.GetFileNameWithoutExtension(file), file);
            }
        }

        return clips;
    }

    private string? FolderOrNull(string name) => Path.Combine(_root, name) is var folder && Directory.Exists(folder) ? folder : null;
}
