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

/// <summary>GPT-2's table of one printable letter for each byte, in which byte-level vocabularies are written.</summary>
/// <remarks>Bytes 33-126, 161-172 and 174-255 stand for themselves; the others, in order, for U+0100 and on (a space is U+0120).</remarks>
internal static class ByteLetters
{
    /// <summary>The letter of each byte.</summary>
    public static IReadOnlyList<char> All { get; } = Build();

    /// <summary>A text's UTF-8 bytes as letters.</summary>
    public static string Of(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(value => All[value]));

    private static char[] Build()
    {
        int next = 256;
        return [.. Enumerable.Range(0, 256).Select(value => value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174) ? (char)value : (char)next++)];
    }
}
