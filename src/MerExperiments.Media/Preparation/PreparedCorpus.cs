using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Media.Preparation;

/// <summary>A corpus whose media paths and transcripts are those of the prepared signals.</summary>
/// <param name="Corpus">The utterances; one whose signal could not be prepared has none.</param>
/// <param name="Folders">The absolute paths of the folders that hold the prepared signals; empty where nothing had to be prepared.</param>
/// <param name="Quarantined">The clips that could not be prepared, with reasons.</param>
public sealed record PreparedCorpus(Corpus Corpus, IReadOnlyList<string> Folders, IReadOnlyList<QuarantinedFile> Quarantined);
