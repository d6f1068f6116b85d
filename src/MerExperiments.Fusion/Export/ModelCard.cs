namespace MerExperiments.Fusion.Export;

/// <summary>What a reader of an exported model must know, as model.json says it.</summary>
/// <param name="Classes">The classes, in the order of the scores.</param>
/// <param name="Inputs">The inputs: float32, one row an utterance, NaN throughout where the feature is missing.</param>
/// <param name="Outputs">The outputs and what they hold.</param>
/// <param name="Members">The heads inside.</param>
/// <param name="Normalisation">What was done to the features before they reach the model, in words.</param>
public sealed record ModelCard(
    IReadOnlyList<string> Classes,
    IReadOnlyList<ModelCardInput> Inputs,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<ModelCardMember> Members,
    string Normalisation);
