using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Settings;

namespace MerExperiments.Encoders;

/// <summary>Runs an encoder over a whole corpus into the feature store.</summary>
public static class EncoderExtraction
{
    /// <summary>The features of all utterances: from the store where they were computed before, else computed now and stored.</summary>
    /// <param name="card">The encoder.</param>
    /// <param name="registry">Where its graphs lie.</param>
    /// <param name="corpus">The utterances.</param>
    /// <param name="store">The store.</param>
    /// <param name="options">Level, threads, device; null for one thread, pooled.</param>
    /// <param name="cancellation">Stops the work after the batch in progress; finished shards stay and are not computed again.</param>
    /// <exception cref="InvalidInputException">A model file is missing, changed or lacks a tensor, or an option is out of range; all faults at once.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ExtractionResult Run(
        EncoderCard card,
        EncoderRegistry registry,
        Corpus corpus,
        FeatureStore store,
        ExtractionOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new ExtractionOptions();
        InvalidInputException.ThrowIfAny([.. OptionsCheck.Faults(options, "extraction"), .. registry.Check(card.Name)]);
        return new CorpusExtraction(card, registry, corpus, options).Run(store, cancellation);
    }
}
