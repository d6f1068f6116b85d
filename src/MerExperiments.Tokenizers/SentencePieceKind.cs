namespace MerExperiments.Tokenizers;

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
