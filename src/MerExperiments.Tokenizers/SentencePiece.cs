namespace MerExperiments.Tokenizers;

/// <summary>One piece of a SentencePiece model.</summary>
/// <param name="Text">Its text; a space is written U+2581.</param>
/// <param name="Score">Unigram: its log probability. Byte-pair: the greater, the sooner it is merged.</param>
/// <param name="Kind">What it is.</param>
internal sealed record SentencePiece(string Text, float Score, SentencePieceKind Kind)
{
    /// <summary>True where it may stand for a stretch of text. A user-defined piece in brackets (&lt;start_of_turn&gt;, [MASK]) is a control token by its looks.</summary>
    public bool IsSpelling =>
        Kind is SentencePieceKind.Normal or SentencePieceKind.Unused || (Kind == SentencePieceKind.UserDefined && Text is not (['<', _, .., '>'] or ['[', _, .., ']']));
}

/// <summary>What a piece of a SentencePiece model is; the values are those of the format.</summary>
internal enum SentencePieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}
