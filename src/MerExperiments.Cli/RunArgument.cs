using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Cli;

/// <summary>Finds the run that a person named: <c>experiment/run-id</c>, a run id, the unique beginning of one, or <c>latest</c>.</summary>
internal static class RunArgument
{
    /// <summary>The run.</summary>
    /// <exception cref="InvalidInputException">No run or several runs are meant.</exception>
    public static RunFolder Find(Workspace workspace, string text, string? experiment = null)
    {
        IReadOnlyList<RunFolder> runs = RunFolder.Find(workspace.Experiments, experiment);
        if (runs.Count == 0)
        {
            throw new InvalidInputException("command line", $"\"{text}\" names no run; there is none in {workspace.Experiments} yet");
        }

        if (text == "latest")
        {
            return runs.MaxBy(run => (run.ReadManifest().Provenance.Started, run.RunId))!;
        }

        RunFolder[] exact = [.. runs.Where(run => run.RunId == text || NameOf(run) == text)];
        RunFolder[] meant = exact.Length > 0 ? exact : [.. runs.Where(run => Begins(run.RunId, text) || Begins(NameOf(run), text))];
        return meant.Length == 1 ? meant[0] : throw new InvalidInputException("command line", Refusal(text, runs, meant));
    }

    /// <summary>A run as <c>experiment/run-id</c>.</summary>
    public static string NameOf(RunFolder run) => $"{Path.GetFileName(Path.GetDirectoryName(run.Path))}/{run.RunId}";

    private static bool Begins(string name, string text) => name.StartsWith(text, StringComparison.Ordinal);

    private static string Refusal(string text, IReadOnlyList<RunFolder> runs, RunFolder[] meant) => meant.Length > 1
        ? $"\"{text}\" names {meant.Length} runs; write more of the one you mean: {string.Join(", ", meant.Take(5).Select(NameOf))}"
        : $"\"{text}\" names no run"
            + (NearestName.Of(text, runs.SelectMany(run => new[] { run.RunId, NameOf(run) }).Append("latest")) is { } near
                ? $"; did you mean \"{near}\"?"
                : "; `mer runs` lists them, and `latest` is the newest");
}
