using MerExperiments.Corpora;
using MerExperiments.Evaluation;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Reporting.Reading;

/// <summary>What a run's first condition predicted of its test part, with the human labels: <c>predictions.csv</c> and <c>test-labels.csv</c>.</summary>
internal sealed class TestPredictions
{
    private readonly Dictionary<string, (int Predicted, int Truth, string? Group)> _rows;
    private readonly RunMetrics _metrics;

    private TestPredictions(RunMetrics metrics, Dictionary<string, (int Predicted, int Truth, string? Group)> rows) => (_metrics, _rows) = (metrics, rows);

    /// <summary>The names of the utterances, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _rows.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a finished run; null where a file is absent, as in runs of earlier versions.</summary>
    /// <exception cref="InvalidInputException">A file lacks a column, or an utterance has a class that the run does not know.</exception>
    public static TestPredictions? Read(RunContent run)
    {
        if (run.Metrics is not { } metrics || !File.Exists(run.Folder.Predictions) || !File.Exists(run.Folder.TestLabels))
        {
            return null;
        }

        var labels = new LabelSet(metrics.Labels);
        CsvTable predictions = Table(run.Folder.Predictions, "name", "part", "discrete"), truth = Table(run.Folder.TestLabels, "name", "label", "group");
        var predicted = predictions.Rows.Where(row => row["part"] == "test").ToDictionary(row => row["name"], row => Class(labels, row, "discrete"), StringComparer.Ordinal);
        return new TestPredictions(metrics, truth.Rows.Where(row => predicted.ContainsKey(row["name"])).ToDictionary(
            row => row["name"],
            row => (predicted[row["name"]], Class(labels, row, "label"), row["group"].Length == 0 ? null : row["group"]),
            StringComparer.Ordinal));
    }

    /// <summary>Why a paired test of two runs would be none; null where they scored the same utterances by the same labels.</summary>
    public string? Obstacle(TestPredictions other)
    {
        int shared = _rows.Keys.Count(other._rows.ContainsKey);
        int relabelled = _rows.Count(row => other._rows.TryGetValue(row.Key, out var there) && _metrics.Labels[row.Value.Truth] != other._metrics.Labels[there.Truth]);
        return !_metrics.Labels.SequenceEqual(other._metrics.Labels) ? "their classes differ"
            : shared < _rows.Count || shared < other._rows.Count ? $"they scored {_rows.Count} and {other._rows.Count} test utterances, of which {shared} are the same"
            : relabelled > 0 ? $"{relabelled} of {shared} test utterances have another human label"
            : null;
    }

    /// <summary>The predicted classes, by <see cref="Names"/>.</summary>
    public int[] Predicted() => [.. Names.Select(name => _rows[name].Predicted)];

    /// <summary>The human labels, by <see cref="Names"/>, with the groups where any is known.</summary>
    public Reference Reference() => new(
        [.. Names.Select(name => _rows[name].Truth)],
        new LabelSet(_metrics.Labels),
        _rows.Values.Any(row => row.Group is not null) ? [.. Names.Select(name => _rows[name].Group)] : null,
        _metrics.Protocol.Group);

    private static CsvTable Table(string path, params string[] columns)
    {
        CheckedFile.Require(path, "go on with the run (mer run EXPERIMENT --resume RUN), which writes it again");
        CsvTable table = CsvTable.Read(path);
        InvalidInputException.ThrowIfAny([.. columns.Select(table.Missing).OfType<Fault>()]);
        return table;
    }

    private static int Class(LabelSet labels, CsvRow row, string column) => labels.IndexOf(row[column]) is >= 0 and int index
        ? index
        : throw new InvalidInputException(row.Place, $"{column} is \"{row[column]}\"; the run's classes are {labels}");
}
