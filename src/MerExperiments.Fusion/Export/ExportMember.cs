namespace MerExperiments.Fusion.Export;

/// <summary>A fitted head on its way into an exported model.</summary>
/// <param name="Head">The head.</param>
/// <param name="Weight">Its weight in the mean of the members' posteriors, 0 or more; a member of weight 0 is left out.</param>
/// <param name="Temperature">What its posteriors are calibrated by (they are raised to 1 / temperature and normalised); above 0, and 1 for nothing.</param>
public sealed record ExportMember(FittedHead Head, double Weight, double Temperature = 1);
