using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting;

/// <summary>Says what forbids or weakens comparing several runs.</summary>
internal static class ComparisonNotes
{
    /// <summary>The notes; always one or more.</summary>
    public static IReadOnlyList<Note> Of(IReadOnlyList<RunContent> runs) =>
    [
        .. Unfinished(runs),
        .. Differs(runs, run => run.Manifest.CorpusHash, "The runs read different corpora (their hashes differ): their scores are not on the same utterances."),
        .. Differs(runs, run => TestSizes(run), "The test parts differ in size: the scores are not on the same utterances."),
        .. Differs(runs, run => run.Metric, $"The runs ranked by different metrics; all scores here are {RankingMetric.Display(runs[0].Metric)}."),
        new Note(NoteKind.Method, "This page sets scores side by side; it makes no paired test between runs. Each run's own report tests within it."),
    ];

    private static IEnumerable<Note> Unfinished(IReadOnlyList<RunContent> runs) => runs
        .Where(run => run.Manifest.State != RunState.Finished)
        .Select(run => new Note(NoteKind.Caution, $"Run {run.Manifest.RunId} is not finished and has no final scores."));

    private static IEnumerable<Note> Differs(IReadOnlyList<RunContent> runs, Func<RunContent, string?> read, string text) =>
        runs.Select(read).OfType<string>().Distinct().Count() > 1 ? [new Note(NoteKind.Caution, text)] : [];

    private static string? TestSizes(RunContent run) =>
        run.Metrics is { } metrics ? string.Join(", ", metrics.Conditions.Select(condition => condition.Test.N).Distinct()) : null;
}
