namespace MerExperiments.Runs;

/// <summary>A media file that could not be read. Its utterance goes on without that modality.</summary>
/// <param name="Utterance">The utterance's name.</param>
/// <param name="Encoder">The encoder that asked for it.</param>
/// <param name="Path">The file, relative to the corpus.</param>
/// <param name="Reason">What is wrong with it, with the rule.</param>
public sealed record QuarantinedFile(string Utterance, string Encoder, string Path, string Reason);
