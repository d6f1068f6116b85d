using System.Text.Json;
using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Reading;

/// <summary>Everything a report needs of a run, read once from its folder; the run may be unfinished.</summary>
public sealed record RunContent
{
    /// <summary>The folder it was read from.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>What run.json holds.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>What metrics.json holds; null where the run has not finished.</summary>
    public required RunMetrics? Metrics { get; init; }

    /// <summary>The conditions: those of metrics.json, or those found on disk where it is absent.</summary>
    public required IReadOnlyList<ConditionContent> Conditions { get; init; }

    /// <summary>The metric that ranks, from the metrics or else the configuration; WAF where neither states one.</summary>
    public Metric Metric => Metrics?.Metric ?? (Enum.TryParse(Setting("metric"), ignoreCase: true, out Metric metric) ? metric : Metric.Waf);

    /// <summary>The question the experiment asks, from the metrics or else the configuration; empty where neither states one.</summary>
    public string Question => Metrics?.Question ?? Setting("question") ?? "";

    /// <summary>The run as <c>experiment/run-id</c>.</summary>
    public string Name => $"{Manifest.Experiment}/{Manifest.RunId}";

    /// <summary>Reads a run.</summary>
    /// <exception cref="InvalidInputException">run.json or metrics.json is not of its shape.</exception>
    /// <exception cref="IOException">run.json cannot be read.</exception>
    public static RunContent Read(RunFolder folder)
    {
        RunMetrics? metrics = folder.ReadMetrics();
        RunManifest manifest = folder.ReadManifest();
        return new RunContent
        {
            Folder = folder,
            Manifest = manifest,
            Metrics = metrics,
            Conditions = metrics is null
                ? [.. ConditionNamesOnDisk(folder, manifest).Select(name => ConditionContent.Read(folder, name, null))]
                : [.. metrics.Conditions.Select(condition => ConditionContent.Read(folder, condition.Name, condition))],
        };
    }

    /// <summary>The conditions of an unfinished run that have begun, in the run's own order.</summary>
    private static IEnumerable<string> ConditionNamesOnDisk(RunFolder folder, RunManifest manifest)
    {
        string conditions = Path.Combine(folder.Path, "conditions");
        string[] begun = Directory.Exists(conditions) ? [.. Directory.EnumerateDirectories(conditions).Select(path => Path.GetFileName(path))] : [];
        return manifest.Conditions is { Count: > 1 } planned ? planned.Where((name, i) => i == 0 || begun.Contains(name))
            : manifest.Conditions is [var only] ? [only]
            : begun.Length > 0 ? begun.Order(StringComparer.Ordinal) : ["main"];
    }

    private string? Setting(string key) =>
        Manifest.Configuration.ValueKind == JsonValueKind.Object
        && Manifest.Configuration.TryGetProperty(key, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
