namespace MerExperiments.Tokenizers;

/// <summary>A byte-level byte-pair vocabulary with its merges and settings.</summary>
internal sealed record BytePairVocabulary
{
    public required IReadOnlyDictionary<string, int> Tokens { get; init; }

    /// <summary>The merges, most urgent first: two tokens with a space between.</summary>
    public required IReadOnlyList<string> Merges { get; init; }

    /// <summary>What cuts a text into words, or null where the whole text is one.</summary>
    public required WordCutter? Words { get; init; }

    public required bool AddPrefixSpace { get; init; }

    public required bool Compose { get; init; }

    public string? UnknownToken { get; init; }

    /// <summary>A word that is a token itself is not spelt by merges.</summary>
    public bool WholeWordsFirst { get; init; }

    /// <summary>Tokens no text may produce.</summary>
    public IReadOnlySet<string> Special { get; init; } = new HashSet<string>();

    public (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Usual { get; init; } = ([], []);
}
