namespace MerExperiments.Encoders;

/// <summary>Where encoders lie.</summary>
/// <param name="ModelsRoot">The folder that the cards' model files are relative to; the setting models.root.</param>
/// <param name="Cache">A folder for the graphs the project writes itself; created when first used.</param>
/// <param name="Cards">Folders that are searched for <c>*.card.json</c>; absent ones count as empty.</param>
public sealed record EncoderFolders(string ModelsRoot, string Cache, params IReadOnlyList<string> Cards)
{
    /// <summary>Where published models are looked for unless models.root says otherwise.</summary>
    public const string DefaultModelsRoot = "../shared/assets/models";
}
