using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Where a joint model's language model comes from: a shape trained from scratch, or a published model's folder.</summary>
internal interface ILanguageModelSource
{
    /// <summary>The language model for a training.</summary>
    /// <param name="rows">The rows that are trained on, and no others: whatever is learned from texts is learned from these.</param>
    /// <param name="labels">The classes, whose names the model is to say.</param>
    /// <param name="options">The joint model, whose prompt it is to read.</param>
    /// <param name="seed">The seed of what is drawn.</param>
    /// <exception cref="InvalidInputException">The source is damaged or does not fit the options.</exception>
    LanguageModelParts Prepare(JointRows rows, LabelSet labels, AudioTextOptions options, NamedSeed seed);
}

/// <summary>The language model that options name.</summary>
internal static class LanguageModelSource
{
    /// <summary>Where it comes from. A model from scratch has room for the longest row; a published one is as long as it is.</summary>
    /// <param name="options">The options.</param>
    /// <param name="modelsRoot">The folder that published models lie below.</param>
    public static ILanguageModelSource Of(AudioTextOptions options, string modelsRoot) => options.IsPublished
        ? new PublishedLanguageModel(Path.GetFullPath(options.Model, modelsRoot))
        : new ScratchLanguageModel(LanguageModelPresets.Of(options.Model, options.LearnedVocabulary, Math.Max(1024, options.LongestRow)));
}

/// <summary>A language model before its tensors are made.</summary>
internal sealed record LanguageModelParts
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
