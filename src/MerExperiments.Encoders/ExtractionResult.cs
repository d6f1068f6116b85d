using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Encoders;

/// <summary>What an extraction gives.</summary>
/// <param name="Table">The features, one row per utterance of the corpus, in its order.</param>
/// <param name="Quarantined">The media files that could not be read; the same list when the table came from the store.</param>
/// <param name="Folder">Where the table lies.</param>
public sealed record ExtractionResult(FeatureTable Table, IReadOnlyList<QuarantinedFile> Quarantined, string Folder);
