using MerExperiments.Onnx;

namespace MerExperiments.Tokenizers;

/// <summary>How a text encoder's tokenizer works: the <c>tokenizer</c> section of its card.</summary>
/// <remarks>The ids are: <see cref="Before"/>, the prompt prefix, the text, the prompt suffix, <see cref="After"/>. Prompt and text are tokenized
/// apart, so that no token spans their border.</remarks>
public sealed record TokenizerCard
{
    /// <summary>The family.</summary>
    public required TokenizerKind Kind { get; init; }

    /// <summary>The vocabulary: vocab.txt, the .model, vocab.json or tokenizer.json, relative to the models root.</summary>
    public required ModelFile Vocabulary { get; init; }

    /// <summary>merges.txt; byte-pair needs it, the other kinds have none.</summary>
    public ModelFile? Merges { get; init; }

    /// <summary>Word-piece: letters become lower case. Default true, as in BERT's own settings; a cased model says false.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Word-piece: accents are taken off (canonical decomposition, then non-spacing marks dropped). Null: as <see cref="LowerCase"/>.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Word-piece: each Chinese character is a word of its own. Default true.</summary>
    public bool SplitChinese { get; init; } = true;

    /// <summary>Byte-pair: how text is cut into words: <c>gpt-2</c>, <c>qwen-2</c>, <c>llama-3</c>, or a regular expression. Default gpt-2, which is RoBERTa's too.</summary>
    public string WordPattern { get; init; } = WordPatterns.Gpt2;

    /// <summary>Byte-pair: a space is put before a text that does not start with one. Default false.</summary>
    public bool AddPrefixSpace { get; init; }

    /// <summary>Byte-pair: the text is brought into Unicode's composed form (NFC) first, as Qwen's tokenizer does. Default false.</summary>
    public bool Compose { get; init; }

    /// <summary>The token of what the vocabulary cannot spell. Null: <c>[UNK]</c> for word-piece, the model's own for sentence-piece, none for byte-pair.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Sentence-piece: added to every piece's id, as fairseq's vocabularies (XLM-RoBERTa: 1) need. Special tokens given by id are taken as they are.
    /// Default 0.</summary>
    public int IdOffset { get; init; }

    /// <summary>Sentence-piece: the unknown piece's id after <see cref="IdOffset"/>, where the encoder has it elsewhere (XLM-RoBERTa: 3). Null: where the model has it.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Special tokens before everything. Null: <c>[CLS]</c> for word-piece, what tokenizer.json says, none for the others.</summary>
    public IReadOnlyList<SpecialToken>? Before { get; init; }

    /// <summary>Special tokens after everything. Null: <c>[SEP]</c> for word-piece, what tokenizer.json says, none for the others.</summary>
    public IReadOnlyList<SpecialToken>? After { get; init; }

    /// <summary>Plain text put before every text, for instance an instruction; special tokens in it are plain text. Default none.</summary>
    public string PromptPrefix { get; init; } = "";

    /// <summary>Plain text put after every text. Default none.</summary>
    public string PromptSuffix { get; init; } = "";

    /// <summary>The id a batch is filled up with. Null: the vocabulary's <c>[PAD]</c> or <c>&lt;pad&gt;</c>, else 0.</summary>
    public int? PadId { get; init; }

    /// <summary>Where a batch is filled up. Default right.</summary>
    public PaddingSide Padding { get; init; }

    /// <summary>The most ids a text may have; of a longer one the text's end is cut, never the prompt or a special token. Default 512.</summary>
    public int LongestLength { get; init; } = 512;
}

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

/// <summary>The end of a row at which a batch is filled up to one length.</summary>
public enum PaddingSide
{
    /// <summary>After the tokens.</summary>
    Right,

    /// <summary>Before the tokens.</summary>
    Left,
}
