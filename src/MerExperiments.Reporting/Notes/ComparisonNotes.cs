using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Notes;

/// <summary>Says what forbids or weakens comparing several runs.</summary>
internal static class ComparisonNotes
{
    /// <summary>The notes, in the order of their kinds.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="tests">The paired tests between them, and why others could not be made.</param>
    public static IReadOnlyList<Note> Of(IReadOnlyList<RunContent> runs, RunTests tests) =>
    [
        .. new[]
        {
            tests.Comparisons.Select(test => Note.Of(test, $"{ComparisonText.Name(test.B)} against {ComparisonText.Name(test.A)}: {ComparisonText.Figures(test)}")),
            Unfinished(runs),
            Differs(runs, run => run.Manifest.CorpusHash, "The runs read different corpora (their hashes differ)."),
            Differs(runs, run => run.Metric.ToString(), $"The runs ranked by different metrics; all scores here are {MetricText.Display(runs[0].Metric)}."),
            tests.Obstacles.Select(obstacle => new Note(NoteKind.Caution, obstacle)),
            Method(runs, tests),
        }.SelectMany(notes => notes).OrderBy(note => note.Kind),
    ];

    private static IEnumerable<Note> Unfinished(IReadOnlyList<RunContent> runs) => runs
        .Where(run => run.Manifest.State != RunState.Finished)
        .Select(run => new Note(NoteKind.Caution, $"Run {run.Manifest.RunId} is not finished and has no final scores."));

    private static IEnumerable<Note> Differs(IReadOnlyList<RunContent> runs, Func<RunContent, string?> read, string text) =>
        runs.Select(read).OfType<string>().Distinct().Count() > 1 ? [new Note(NoteKind.Caution, text)] : [];

    private static IEnumerable<Note> Method(IReadOnlyList<RunContent> runs, RunTests tests)
    {
        if (tests.Comparisons.Count > 0)
        {
            string conditions = runs.Any(run => run.Conditions.Count > 1) ? " Of a run with several conditions it is the first that is tested." : "";
            string many = tests.Comparisons.Count > 1 ? $" The {tests.Comparisons.Count} tests are each read at the 5% level; p-values are not corrected for their number." : "";
            yield return new Note(NoteKind.Method, $"Paired tests compare the predictions of each later run with those of the first, on the same test utterances.{conditions}{many}");
        }
    }
}
