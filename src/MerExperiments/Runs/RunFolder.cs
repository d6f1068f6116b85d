namespace MerExperiments.Runs;

/// <summary>Where things lie in <c>experiments/&lt;experiment&gt;/&lt;run-id&gt;/</c>.</summary>
/// <remarks>A run with one condition and one outer fold keeps <c>iterations/&lt;k&gt;/</c> at its top; else they lie in
/// <c>conditions/&lt;condition&gt;/outer/&lt;j&gt;/iterations/&lt;k&gt;/</c>.</remarks>
/// <param name="Path">The absolute path of the run folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The run's id.</summary>
    public string RunId => System.IO.Path.GetFileName(Path);

    /// <summary>The frozen configuration and provenance.</summary>
    public string Manifest => In("run.json");

    /// <summary>The final scores; present only in a finished run.</summary>
    public string Metrics => In("metrics.json");

    /// <summary>The final predictions: <c>name,part,discrete</c> and a column per class; the test part, which chose nothing, then the pool, whose
    /// utterances may have trained with their pseudo-labels. Of the first condition.</summary>
    public string Predictions => In("predictions.csv");

    /// <summary>The human labels of the test part, for judging predictions after the fact: <c>name,label,group</c>, of the first condition, in the
    /// order of the predictions. The group (a speaker, a dialogue) is empty where it is not known. Nothing in a run reads it.</summary>
    public string TestLabels => In("test-labels.csv");

    /// <summary>The report.</summary>
    public string Report => In("report.html");

    /// <summary>One JSON object per event, appended.</summary>
    public string Log => In("log.jsonl");

    /// <summary>The exported model.</summary>
    public string Model => In("model");

    /// <summary>The files of <see cref="Model"/> that every finished run has.</summary>
    public IReadOnlyList<string> ModelFiles => [.. new[] { "model.onnx", "model.zip", "model.json" }.Select(name => System.IO.Path.Combine(Model, name))];

    /// <summary>The folder of one mining iteration.</summary>
    /// <param name="iteration">0 or more.</param>
    /// <param name="condition">The condition's name, or null in a run with one condition and one outer fold.</param>
    /// <param name="outerFold">The outer fold.</param>
    public string Iteration(int iteration, string? condition = null, int outerFold = 0) => condition is null
        ? In("iterations", $"{iteration}")
        : In("conditions", condition, "outer", $"{outerFold}", "iterations", $"{iteration}");

    /// <summary>Reads run.json.</summary>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public RunManifest ReadManifest() => RunJson.Read<RunManifest>(
        Manifest, "restore it from a copy, as nothing else holds the settings the run was frozen with; what lies beside it is kept");

    /// <summary>Reads metrics.json, or null where the run has not finished.</summary>
    /// <exception cref="InvalidInputException">It is damaged; each member that is not what was written is named.</exception>
    public RunMetrics? ReadMetrics()
    {
        string remedy = $"it is put together again from the run's posteriors by: {HowToResume}";
        RunMetrics? metrics = File.Exists(Metrics) ? RunJson.Read<RunMetrics>(Metrics, remedy) : null;
        InvalidInputException.ThrowIfAny(metrics is null ? [] : [.. MetricsShape.Faults(metrics).Select(fault => RunJson.Damaged(Metrics, fault, remedy))]);
        return metrics;
    }

    /// <summary>All runs below an experiments folder, by experiment, then id.</summary>
    public static IReadOnlyList<RunFolder> Find(string experimentsFolder, string? experiment = null) =>
        !Directory.Exists(experimentsFolder)
            ? []
            : [.. Directory.EnumerateDirectories(experimentsFolder)
                .Where(folder => experiment is null || System.IO.Path.GetFileName(folder) == experiment)
                .SelectMany(Directory.EnumerateDirectories)
                .Where(folder => File.Exists(System.IO.Path.Combine(folder, "run.json")))
                .Order(StringComparer.Ordinal)
                .Select(folder => new RunFolder(folder))];

    private string HowToResume => $"mer run {System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path))} --resume {RunId}";

    private string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
}
