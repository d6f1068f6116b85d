using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The features of a whole corpus.</summary>
/// <param name="Tables">One table per encoder, in the order of the configuration, normalised where that is set.</param>
/// <param name="Folders">The absolute path of each table's folder in the feature store.</param>
/// <param name="Quarantined">The media that could not be read.</param>
public sealed record EncodedCorpus(IReadOnlyList<FeatureTable> Tables, IReadOnlyList<string> Folders, IReadOnlyList<QuarantinedFile> Quarantined);
