namespace MerExperiments.Media.Transcripts;

/// <summary>The bounds of a <see cref="TranscriptAudit"/>.</summary>
public sealed record TranscriptAuditOptions
{
    /// <summary>The scripts the corpus is written in; empty: any. For a corpus in Han expect Han alone; a Japanese one has Kana and Han.</summary>
    public IReadOnlyList<WritingScript> ExpectedScripts { get; init; } = [];

    /// <summary>The share of letters in other scripts above which the script is wrong, 0 to 1. Default 0.5.</summary>
    public double WrongScriptShare { get; init; } = 0.5;

    /// <summary>The share of letters in other scripts from which the language flips, 0 to 1. Default 0.2.</summary>
    public double FlipShare { get; init; } = 0.2;

    /// <summary>The most characters of a syllabic script (Han, Kana, Hangul) a second. Default 12; fast Mandarin has 8.</summary>
    public double MostCharactersPerSecond { get; init; } = 12;

    /// <summary>The most words a second in other scripts. Default 7; fast English has 5.</summary>
    public double MostWordsPerSecond { get; init; } = 7;

    /// <summary>The fewest characters or words a second, in clips of <see cref="SlowFrom"/> and longer. Default 0.2.</summary>
    public double FewestPerSecond { get; init; } = 0.2;

    /// <summary>Shorter clips are never too slow. Default 4 s.</summary>
    public TimeSpan SlowFrom { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How many times on end a phrase of two or more units may not stand. Default 4.</summary>
    public int RepeatedPhraseTimes { get; init; } = 4;

    /// <summary>How many times on end one unit may not stand. Default 8.</summary>
    public int RepeatedUnitTimes { get; init; } = 8;

    /// <summary>The longest phrase that is looked for, in units. Default 12.</summary>
    public int LongestPhrase { get; init; } = 12;

    /// <summary>The most characters of a transcript. Default 300.</summary>
    public int LongestText { get; init; } = 300;

    /// <summary>What is wrong with the bounds; empty where nothing is.</summary>
    /// <param name="place">How faults call the options.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
    [
        .. Rule(WrongScriptShare is > 0 and <= 1, $"{place}.wrongScriptShare", $"is {Number(WrongScriptShare)}; it must lie above 0 and be 1 or less"),
        .. Rule(FlipShare > 0 && FlipShare <= WrongScriptShare, $"{place}.flipShare", $"is {Number(FlipShare)}; it must lie above 0 and not above wrongScriptShare"),
        .. Rule(MostCharactersPerSecond > FewestPerSecond, $"{place}.mostCharactersPerSecond", $"is {Number(MostCharactersPerSecond)}; it must be above fewestPerSecond"),
        .. Rule(MostWordsPerSecond > FewestPerSecond, $"{place}.mostWordsPerSecond", $"is {Number(MostWordsPerSecond)}; it must be above fewestPerSecond"),
        .. Rule(FewestPerSecond >= 0, $"{place}.fewestPerSecond", $"is {Number(FewestPerSecond)}; it must be 0 or more"),
        .. Rule(RepeatedPhraseTimes >= 2, $"{place}.repeatedPhraseTimes", $"is {RepeatedPhraseTimes}; it must be 2 or more"),
        .. Rule(RepeatedUnitTimes >= 2, $"{place}.repeatedUnitTimes", $"is {RepeatedUnitTimes}; it must be 2 or more"),
        .. Rule(LongestPhrase >= 2, $"{place}.longestPhrase", $"is {LongestPhrase}; it must be 2 or more"),
        .. Rule(LongestText >= 1, $"{place}.longestText", $"is {LongestText}; it must be 1 or more"),
    ];

    private static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Fault> Rule(bool holds, string place, string problem) => holds ? [] : [new Fault(place, problem)];
}
