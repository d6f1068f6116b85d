namespace MerExperiments.Fusion.Export;

/// <summary>One input of an exported model.</summary>
/// <param name="Encoder">The encoder's name; also the tensor's and the column's.</param>
/// <param name="Dimension">Values per utterance.</param>
public sealed record ModelCardInput(string Encoder, int Dimension);
