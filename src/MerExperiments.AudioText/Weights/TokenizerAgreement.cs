using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Tokenizers;

namespace MerExperiments.AudioText.Weights;

/// <summary>Holds a tokenizer against the embedding its ids will look up.</summary>
public static class TokenizerAgreement
{
    /// <summary>What is wrong between the two; empty where every id has a row. Fewer ids than rows is right: published embeddings are padded.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="configuration">The language model.</param>
    /// <param name="place">Where the tokenizer is named, for the fault.</param>
    public static IReadOnlyList<Fault> Check(TextTokenizer tokenizer, LanguageModelConfiguration configuration, string place) =>
        tokenizer.VocabularySize <= configuration.VocabularySize
            ? []
            : [new Fault(place, FormattableString.Invariant(
                $"is a tokenizer of ids up to {tokenizer.VocabularySize - 1}, but the language model's embedding has {configuration.VocabularySize} rows (vocab_size); take the tokenizer that was published with the model"))];
}
