using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>A language model before its tensors are made.</summary>
public sealed record LanguageModelParts
{
    /// <summary>Its shape.</summary>
    public required LanguageModelConfiguration Configuration { get; init; }

    /// <summary>Its tokenizer, of no more ids than the embedding has rows.</summary>
    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>Writes the tokenizer into a folder, for <see cref="SavedTokenizer.Open"/>.</summary>
    public required Action<string> SaveTokenizer { get; init; }

    /// <summary>Puts the first weights into tensors that were drawn at random, by published names.</summary>
    public required Action<IReadOnlyDictionary<string, Tensor>> Load { get; init; }

    /// <summary>All that decides the first weights and the ids, apart from the seed; for the fingerprint of a training.</summary>
    public required string Identity { get; init; }
}
