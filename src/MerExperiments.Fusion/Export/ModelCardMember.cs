namespace MerExperiments.Fusion.Export;

/// <summary>One head inside an exported model.</summary>
/// <param name="Head">The head's name.</param>
/// <param name="Weight">Its weight; all weights sum to 1.</param>
/// <param name="Temperature">The temperature of its calibration; 1 for none.</param>
/// <param name="Encoders">The encoders it reads.</param>
public sealed record ModelCardMember(string Head, double Weight, double Temperature, IReadOnlyList<string> Encoders);
