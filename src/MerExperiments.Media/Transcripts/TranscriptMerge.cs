namespace MerExperiments.Media.Transcripts;

/// <summary>Gives each utterance one transcript: a checked subtitle first, then a recogniser's, then none.</summary>
/// <remarks>Of several sources of a kind the first given comes first. A text is chosen where cleaning leaves something of it and, unless its source is
/// checked, the audit has no finding that rejects it. Thread-safe; the same input gives the same result.</remarks>
internal sealed class TranscriptMerge(TranscriptAudit audit)
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

/// <summary>Transcripts of one origin: subtitles that a person checked, a recogniser, or a file from elsewhere.</summary>
/// <param name="Name">The name, for choices and findings; not <see cref="NoSource"/>.</param>
/// <param name="IsChecked">True where a person checked the texts: they come before all others, and no finding but emptiness rejects them.</param>
/// <param name="Texts">The texts by utterance; an utterance that is not in it has none here.</param>
internal sealed record TranscriptSource(string Name, bool IsChecked, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>What a choice names where no source had a usable text.</summary>
    public const string NoSource = "none";
}

/// <summary>The transcript an utterance was given, and why.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="Text">The cleaned text. Empty: every source that had one had an empty one. Null: none had a usable one.</param>
/// <param name="Source">Its source, or <see cref="TranscriptSource.NoSource"/>.</param>
/// <param name="Why">The rule that chose it.</param>
/// <param name="Rejected">The other texts there were, in the order of the sources.</param>
internal sealed record TranscriptChoice(string Name, string? Text, string Source, string Why, IReadOnlyList<TranscriptRejection> Rejected);

/// <summary>A text that was there and was not chosen.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Text">The text as the source has it.</param>
/// <param name="Why">Why not.</param>
internal sealed record TranscriptRejection(string Source, string Text, string Why);

/// <summary>What a merge chose and found.</summary>
/// <param name="Choices">One choice per utterance, in the utterances' order.</param>
/// <param name="Findings">All findings in all texts, chosen or not, by utterance, then by source.</param>
internal sealed record TranscriptMergeResult(IReadOnlyList<TranscriptChoice> Choices, IReadOnlyList<TranscriptFinding> Findings);
