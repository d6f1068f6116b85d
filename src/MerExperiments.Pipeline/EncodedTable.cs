namespace MerExperiments.Pipeline;

/// <summary>One table in the feature store, as <c>mer encode</c> tells of it.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Sound">What was done to the sound, in words.</param>
/// <param name="Folder">The table's absolute path.</param>
/// <param name="Utterances">Its rows, or the utterances its frames belong to.</param>
/// <param name="Present">How many of them have the feature.</param>
/// <param name="Frames">All frames, or null at the utterance level.</param>
/// <param name="Dimension">Values per row or frame.</param>
/// <param name="Quarantined">Media that could not be read.</param>
public sealed record EncodedTable(
    string Encoder, string Sound, string Folder, int Utterances, int Present, long? Frames, int Dimension, IReadOnlyList<Runs.QuarantinedFile> Quarantined);
