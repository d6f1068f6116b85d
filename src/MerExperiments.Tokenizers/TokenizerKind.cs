namespace MerExperiments.Tokenizers;

/// <summary>The family of sub-word models a tokenizer belongs to.</summary>
public enum TokenizerKind
{
    /// <summary>BERT's: a vocab.txt, one token a line; words are split greedily from the left, the rest marked with ##.</summary>
    WordPiece,

    /// <summary>SentencePiece's: one .model file, unigram or byte-pair, with the mark U+2581 for a space.</summary>
    SentencePiece,

    /// <summary>GPT-2's byte-level byte-pair encoding, also RoBERTa's and Qwen's: vocab.json and merges.txt.</summary>
    BytePair,

    /// <summary>A Hugging Face tokenizer.json, read where it says one of the others: WordPiece, or byte-level byte-pair.</summary>
    TokenizerJson,
}
