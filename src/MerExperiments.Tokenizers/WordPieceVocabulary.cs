namespace MerExperiments.Tokenizers;

/// <summary>A word-piece vocabulary with the settings it was trained under.</summary>
internal sealed record WordPieceVocabulary
{
    /// <summary>The longest word that is spelt unless the file says otherwise, in UTF-16 units.</summary>
    public const int UsualLongestWord = 100;

    public required IReadOnlyDictionary<string, int> Tokens { get; init; }

    /// <summary>Tokens no text may produce; the unknown token is not among them.</summary>
    public required IReadOnlySet<string> Special { get; init; }

    public required string UnknownToken { get; init; }

    public string ContinuationMark { get; init; } = "##";

    /// <summary>The longest word that is spelt, in UTF-16 units; a longer one is unknown.</summary>
    public int LongestWord { get; init; } = UsualLongestWord;

    public required bool LowerCase { get; init; }

    public required bool StripAccents { get; init; }

    public required bool SplitChinese { get; init; }

    public (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Usual { get; init; } = (["[CLS]"], ["[SEP]"]);
}
