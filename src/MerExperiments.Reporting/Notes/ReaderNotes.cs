using MerExperiments.Evaluation;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Notes;

/// <summary>Draws the conclusions and warnings that a reader needs from a run's numbers.</summary>
internal static class ReaderNotes
{
    private const int FewGroups = 20;

    /// <summary>The notes: first whether the run is finished, then by kind: findings, cautions, method.</summary>
    public static IReadOnlyList<Note> Of(RunContent run) =>
    [
        .. State(run.Manifest),
        .. run.Conditions.SelectMany(condition => ConditionNotes.Of(run, condition)).Concat(Continued(run.Manifest)).Concat(Quarantine(run.Manifest)).Concat(Method(run)).OrderBy(note => note.Kind),
    ];

    private static IEnumerable<Note> State(RunManifest manifest)
    {
        if (manifest.State != RunState.Finished)
        {
            string reason = manifest.StopReason is { } stop ? $"It stopped: {stop}" : "It is running or was killed; it can be resumed.";
            yield return new Note(NoteKind.Caution, $"This run is not finished. {reason}");
        }
    }

    private static IEnumerable<Note> Continued(RunManifest manifest)
    {
        if (manifest.ContinuedBy is { Count: > 0 } others)
        {
            string[] all = [.. others.Prepend(manifest.Provenance).Select(one => $"{one.Toolkit} with {one.Program} on {one.Runtime}, {one.Platform}").Distinct()];
            yield return new Note(NoteKind.Caution, $"Parts of this run were computed by different versions, programs or machines, so its bytes need not be those of one run: {string.Join("; ", all)}.");
        }
    }

    private static IEnumerable<Note> Quarantine(RunManifest manifest)
    {
        if (manifest.Quarantined.Count > 0)
        {
            yield return new Note(
                NoteKind.Caution,
                $"Media files that could not be read: {manifest.Quarantined.Count}. Their utterances went on without that modality; they are listed below.");
        }
    }

    private static IEnumerable<Note> Method(RunContent run)
    {
        if (run.Metrics is { } metrics)
        {
            yield return new Note(NoteKind.Method, ProtocolText.Of(metrics.Protocol));
        }

        if (run.Metrics?.Protocol.NormalisedPerSpeaker != true)
        {
            yield return new Note(NoteKind.Method, ProtocolText.Normalisation(run.Manifest.NormalisedPerSpeaker));
        }

        if (run.Metrics is { Conditions: [var first, ..] })
        {
            yield return Intervals(first.Test.Resampled);
            yield return new Note(NoteKind.Method, $"One seed: how far another would move these scores is not known from this run; mer run {run.Manifest.Experiment} --seeds 5 measures it.");
            int tests = run.Metrics.Conditions.Sum(condition => condition.Comparisons.Count);
            if (tests > 1)
            {
                yield return new Note(NoteKind.Method, $"The {tests} paired tests are each read at the 5% level; p-values are not corrected for their number.");
            }
        }
    }

    private static Note Intervals(ResampledUnits units)
    {
        bool few = units.Unit != "utterances" && units.Count < FewGroups;
        string text = $"Intervals are 95%, by bootstrap over {MetricText.Resampled(units)}";
        return few ? new Note(NoteKind.Caution, $"{text}. These are few: the intervals are too narrow, and the tests too sure.") : new Note(NoteKind.Method, text + ".");
    }
}
