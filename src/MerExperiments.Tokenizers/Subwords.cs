namespace MerExperiments.Tokenizers;

/// <summary>A sub-word model: plain text in, ids of content out; no special token can come of any text.</summary>
/// <remarks>Implementations are thread-safe and never throw on a text without lone surrogates.</remarks>
internal abstract class Subwords
{
    /// <summary>Every token of the vocabulary, special ones included, with the id the encoder reads.</summary>
    public abstract IReadOnlyDictionary<string, int> Vocabulary { get; }

    /// <summary>The special tokens that stand before and after a text unless the card says otherwise.</summary>
    public virtual (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Usual => ([], []);

    /// <summary>The ids of a text.</summary>
    public abstract void Encode(string text, List<int> ids);
}
