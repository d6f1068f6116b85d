namespace MerExperiments.Tokenizers;

/// <summary>Spells a normalized text in the pieces of a SentencePiece model.</summary>
internal interface ISpelling
{
    /// <summary>The pieces in order, each with the stretch it stands for; a character without a piece is the unknown piece. Nothing is left out.</summary>
    List<(int Id, int Start, int End)> Spell(string text);
}
