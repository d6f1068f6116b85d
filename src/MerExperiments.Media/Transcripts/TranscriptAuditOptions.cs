using MerExperiments.Settings;

namespace MerExperiments.Media.Transcripts;

/// <summary>The bounds of a <see cref="TranscriptAudit"/>.</summary>
public sealed record TranscriptAuditOptions : IHasRules
{
    /// <summary>The scripts the corpus is written in; empty: any. For a corpus in Han expect Han alone; a Japanese one has Kana and Han.</summary>
    [NoKey]
    public IReadOnlyList<WritingScript> ExpectedScripts { get; init; } = [];

    /// <summary>The share of letters in other scripts above which the script is wrong, 0 to 1. Default 0.5.</summary>
    [Between(0.01, 1)]
    public double WrongScriptShare { get; init; } = 0.5;

    /// <summary>The share of letters in other scripts from which the language flips, 0 to 1. Default 0.2.</summary>
    [Between(0.01, 1)]
    public double FlipShare { get; init; } = 0.2;

    /// <summary>The most characters of a syllabic script (Han, Kana, Hangul) a second. Default 12; fast Mandarin has 8.</summary>
    [Between(0.1, 1000)]
    public double MostCharactersPerSecond { get; init; } = 12;

    /// <summary>The most words a second in other scripts. Default 7; fast English has 5.</summary>
    [Between(0.1, 1000)]
    public double MostWordsPerSecond { get; init; } = 7;

    /// <summary>The fewest characters or words a second, in clips of <see cref="SlowFromSeconds"/> and longer. Default 0.2.</summary>
    [Between(0, 1000)]
    public double FewestPerSecond { get; init; } = 0.2;

    /// <summary>Shorter clips are never too slow. Default 4.</summary>
    [Between(0, 600)]
    public double SlowFromSeconds { get; init; } = 4;

    /// <summary>How many times on end a phrase of two or more units may not stand. Default 4.</summary>
    [Between(2, 1000)]
    public int RepeatedPhraseTimes { get; init; } = 4;

    /// <summary>How many times on end one unit may not stand. Default 8.</summary>
    [Between(2, 1000)]
    public int RepeatedUnitTimes { get; init; } = 8;

    /// <summary>The longest phrase that is looked for, in units. Default 12.</summary>
    [Between(2, 100)]
    public int LongestPhrase { get; init; } = 12;

    /// <summary>The most characters of a transcript. Default 300.</summary>
    [Between(1, 1_000_000)]
    public int LongestText { get; init; } = 300;

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules()
    {
        if (FlipShare > WrongScriptShare)
        {
            yield return new BrokenRule("flipShare", FormattableString.Invariant($"is {FlipShare}, above wrongScriptShare, which is {WrongScriptShare}; it must be that or less"));
        }

        if (FewestPerSecond >= Math.Min(MostCharactersPerSecond, MostWordsPerSecond))
        {
            yield return new BrokenRule("fewestPerSecond", FormattableString.Invariant(
                $"is {FewestPerSecond}; it must be below mostCharactersPerSecond, {MostCharactersPerSecond}, and mostWordsPerSecond, {MostWordsPerSecond}"));
        }
    }
}
