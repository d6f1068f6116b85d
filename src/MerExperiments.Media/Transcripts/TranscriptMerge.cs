namespace MerExperiments.Media.Transcripts;

/// <summary>Gives each utterance one transcript: a checked subtitle first, then a recogniser's, then none.</summary>
/// <remarks>Of several sources of a kind the first given comes first. A text is chosen where cleaning leaves something of it and, unless its source is
/// checked, the audit has no finding that rejects it. Thread-safe; the same input gives the same result.</remarks>
public sealed class TranscriptMerge(TranscriptAudit audit)
{
    /// <summary>Chooses for each utterance.</summary>
    /// <param name="names">The utterances.</param>
    /// <param name="sources">The sources; texts of utterances that are not asked for are not read.</param>
    /// <param name="durations">How long clips play, by utterance; absent ones are not judged by speed.</param>
    /// <exception cref="InvalidInputException">Two sources have one name, or one has the name of none.</exception>
    public TranscriptMergeResult Choose(
        IReadOnlyList<string> names, IReadOnlyList<TranscriptSource> sources, IReadOnlyDictionary<string, TimeSpan>? durations = null)
    {
        InvalidInputException.ThrowIfAny([.. Faults(sources)]);
        TranscriptSource[] ordered = [.. sources.Where(source => source.IsChecked), .. sources.Where(source => !source.IsChecked)];
        var choices = new List<TranscriptChoice>(names.Count);
        var findings = new List<TranscriptFinding>();
        foreach (string name in names)
        {
            TimeSpan? duration = durations is not null && durations.TryGetValue(name, out TimeSpan time) ? time : null;
            choices.Add(Choose(name, [.. ordered.Where(source => source.Texts.ContainsKey(name))], duration, findings));
        }

        return new TranscriptMergeResult(choices, findings);
    }

    private TranscriptChoice Choose(string name, TranscriptSource[] sources, TimeSpan? duration, List<TranscriptFinding> findings)
    {
        TranscriptSource? chosen = null;
        var rejected = new List<TranscriptRejection>();
        foreach (TranscriptSource source in sources)
        {
            string text = source.Texts[name];
            IReadOnlyList<TranscriptFinding> found = audit.Of(name, source.Name, text, duration);
            findings.AddRange(found);
            string? why = chosen is not null ? $"{chosen.Name} comes first" : WhyNot(source, text, found);
            chosen ??= why is null ? source : null;
            rejected.AddRange(why is null ? [] : [new TranscriptRejection(source.Name, text, why)]);
        }

        return chosen is not null
            ? new TranscriptChoice(name, TranscriptCleaning.Clean(chosen.Texts[name]), chosen.Name, WhyChosen(chosen), rejected)
            : new TranscriptChoice(name, NothingLeft(rejected), TranscriptSource.NoSource, WhyNone(rejected), rejected);
    }

    private static string? WhyNot(TranscriptSource source, string text, IReadOnlyList<TranscriptFinding> found)
    {
        if (source.IsChecked)
        {
            return TranscriptCleaning.Clean(text).Length == 0 ? "nothing is left after cleaning" : null;
        }

        string[] reasons = [.. found.Where(finding => finding.Severity == FindingSeverity.Reject).Select(finding => finding.Detail)];
        return reasons.Length == 0 ? null : string.Join("; ", reasons);
    }

    private static string WhyChosen(TranscriptSource chosen) =>
        chosen.IsChecked ? "the first checked text that is not empty" : "no checked text; the first other text that the audit does not reject";

    private static string? NothingLeft(List<TranscriptRejection> rejected) =>
        rejected.Count > 0 && rejected.All(rejection => TranscriptCleaning.Clean(rejection.Text).Length == 0) ? "" : null;

    private static string WhyNone(List<TranscriptRejection> rejected) =>
        rejected.Count == 0 ? "no source has the utterance" : NothingLeft(rejected) is null ? "every text was rejected" : "every text is empty";

    private static IEnumerable<Fault> Faults(IReadOnlyList<TranscriptSource> sources) =>
    [
        .. sources.GroupBy(source => source.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => new Fault("transcripts", $"has two sources named \"{group.Key}\"; names must differ")),
        .. sources.Where(source => source.Name is TranscriptSource.NoSource or "")
            .Select(source => new Fault("transcripts", $"has a source named \"{source.Name}\"; that name means that there is no text")),
    ];
}
