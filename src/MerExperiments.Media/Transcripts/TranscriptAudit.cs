using System.Text;
using MerExperiments.Settings;

namespace MerExperiments.Media.Transcripts;

/// <summary>Looks for what makes a transcript doubtful. Immutable, thread-safe.</summary>
internal sealed class TranscriptAudit
{
    private readonly TranscriptAuditOptions _options;

    /// <summary>Creates an audit.</summary>
    /// <exception cref="InvalidInputException">A bound cannot be; all faults at once.</exception>
    public TranscriptAudit(TranscriptAuditOptions options)
    {
        OptionsCheck.Require(options, "transcriptAudit");
        _options = options;
    }

    /// <summary>The scripts that are expected of a corpus where nobody says: the majority's; with Kana also Han, with Hangul also Han.</summary>
    /// <param name="texts">The corpus's transcripts; those of a checked source where there is one.</param>
    public static IReadOnlyList<WritingScript> ScriptsOf(IEnumerable<string> texts) => WritingScripts.Majority(texts.Select(TranscriptCleaning.Clean)) switch
    {
        WritingScript.None => [],
        WritingScript.Kana => [WritingScript.Kana, WritingScript.Han],
        WritingScript.Hangul => [WritingScript.Hangul, WritingScript.Han],
        var script => [script],
    };

    /// <summary>All findings in one transcript, in the order of the rules.</summary>
    /// <param name="name">The utterance.</param>
    /// <param name="source">Where the transcript comes from.</param>
    /// <param name="text">The transcript as the source has it, not cleaned.</param>
    /// <param name="duration">How long the clip plays, or null where that is not known; then speed is not judged.</param>
    public IReadOnlyList<TranscriptFinding> Of(string name, string source, string text, TimeSpan? duration = null)
    {
        string clean = TranscriptCleaning.Clean(text);
        IReadOnlyList<string> units = WritingScripts.Units(clean);
        IEnumerable<(TranscriptRule Rule, FindingSeverity Severity, double Value, string Detail)> findings =
        [
            .. Emptiness(clean, units),
            .. Scripts(clean),
            .. Leftovers(text),
            .. units.Count > 0 && duration is { } time ? Speed(clean, units.Count, time) : [],
            .. Repetition(units),
            .. Length(clean),
        ];
        return [.. findings.Select(finding => new TranscriptFinding(name, source, finding.Rule, finding.Severity, finding.Value, finding.Detail, text))];
    }

    private static IEnumerable<(TranscriptRule, FindingSeverity, double, string)> Emptiness(string clean, IReadOnlyList<string> units)
    {
        if (clean.Length == 0)
        {
            yield return (TranscriptRule.Empty, FindingSeverity.Reject, 0, "nothing is left after cleaning");
        }
        else if (units.Count == 0)
        {
            yield return (TranscriptRule.NothingSpoken, FindingSeverity.Reject, clean.Length, $"\"{clean}\" holds no letter and no digit");
        }
    }

    private IEnumerable<(TranscriptRule, FindingSeverity, double, string)> Scripts(string clean)
    {
        IReadOnlyDictionary<WritingScript, int> letters = WritingScripts.Letters(clean);
        int all = letters.Values.Sum(), foreign = letters.Where(pair => !_options.ExpectedScripts.Contains(pair.Key)).Sum(pair => pair.Value);
        double share = all == 0 ? 0 : (double)foreign / all;
        if (_options.ExpectedScripts.Count == 0 || share < _options.FlipShare)
        {
            yield break;
        }

        bool isWrong = share > _options.WrongScriptShare;
        string found = string.Join(", ", letters.Keys.Where(script => !_options.ExpectedScripts.Contains(script)).Order());
        yield return (
            isWrong ? TranscriptRule.WrongScript : TranscriptRule.LanguageFlip,
            isWrong ? FindingSeverity.Reject : FindingSeverity.Note,
            share,
            FormattableString.Invariant($"{share:0.##} of the letters are {found}; expected is {string.Join(", ", _options.ExpectedScripts)}"));
    }

    private static IEnumerable<(TranscriptRule, FindingSeverity, double, string)> Leftovers(string text)
    {
        IReadOnlyList<string> leftovers = TranscriptCleaning.Leftovers(text);
        if (leftovers.Count > 0)
        {
            yield return (TranscriptRule.LeftoverTokens, FindingSeverity.Note, leftovers.Count, $"holds {string.Join(" ", leftovers)}; cleaning takes it out");
        }

        int lost = text.EnumerateRunes().Count(rune => rune == Rune.ReplacementChar);
        if (lost > 0)
        {
            yield return (TranscriptRule.LostCharacters, FindingSeverity.Reject, lost, FormattableString.Invariant($"{lost} characters were lost in decoding"));
        }
    }

    private IEnumerable<(TranscriptRule, FindingSeverity, double, string)> Speed(string clean, int units, TimeSpan duration)
    {
        bool isSyllabic = WritingScripts.IsSyllabic(WritingScripts.Main(clean));
        (double most, string what) = isSyllabic ? (_options.MostCharactersPerSecond, "characters") : (_options.MostWordsPerSecond, "words");
        double rate = units / Math.Max(duration.TotalSeconds, 0.001);
        if (rate > most)
        {
            yield return (TranscriptRule.TooFast, FindingSeverity.Reject, rate, FormattableString.Invariant($"{rate:0.##} {what} a second; at most {most} are said"));
        }
        else if (rate < _options.FewestPerSecond && duration.TotalSeconds >= _options.SlowFromSeconds)
        {
            yield return (TranscriptRule.TooSlow, FindingSeverity.Note, rate, FormattableString.Invariant(
                $"{rate:0.##} {what} a second over {duration.TotalSeconds:0.#} s; {_options.FewestPerSecond} or more are usual"));
        }
    }

    private IEnumerable<(TranscriptRule, FindingSeverity, double, string)> Repetition(IReadOnlyList<string> units)
    {
        (int times, int start, int length) = RepeatedPhrase.In(units, 2, _options.LongestPhrase);
        if (times >= _options.RepeatedPhraseTimes)
        {
            yield return (TranscriptRule.RepeatedPhrase, FindingSeverity.Reject, times, FormattableString.Invariant(
                $"\"{string.Join(' ', units.Skip(start).Take(length))}\" stands {times} times on end; {_options.RepeatedPhraseTimes} is a recogniser's loop"));
        }

        (int single, int at, _) = RepeatedPhrase.In(units, 1, 1);
        if (single >= _options.RepeatedUnitTimes)
        {
            yield return (TranscriptRule.RepeatedUnit, FindingSeverity.Note, single, FormattableString.Invariant($"\"{units[at]}\" stands {single} times on end"));
        }
    }

    private IEnumerable<(TranscriptRule, FindingSeverity, double, string)> Length(string clean)
    {
        if (clean.Length > _options.LongestText)
        {
            yield return (TranscriptRule.TooLong, FindingSeverity.Reject, clean.Length, FormattableString.Invariant($"{clean.Length} characters; at most {_options.LongestText} are one utterance"));
        }
    }
}
