using MerExperiments.Datasets;
using MerExperiments.Encoders;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>What a workspace's cards describe.</summary>
public static class Cards
{
    /// <summary>What is to be fetched for a corpus or an encoder; a corpus comes first where both have the name.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that encoders' model files are relative to; null for the default of models.root.</param>
    /// <param name="name">The corpus or the encoder.</param>
    /// <param name="folder">Where the files land; null for a corpus's own folder, and for the models root.</param>
    /// <exception cref="InvalidInputException">Nothing has the name, its card is faulty, or the card names no files: then the fault says how to come by them.</exception>
    public static FetchTarget FetchTarget(Workspace workspace, string? modelsRoot, string name, string? folder = null)
    {
        var shelf = new DatasetShelf(workspace);
        string models = Path.GetFullPath(modelsRoot ?? EncoderFolders.DefaultModelsRoot, workspace.Root);
        EncoderRegistry encoders = EncoderRegistry.In(workspace, models);
        return shelf.Find(name, folder)
            ?? (encoders.Names.Contains(name) || encoders.Faulty.Any(card => card.Name == name)
                ? OfEncoder(encoders[name], Path.GetFullPath(folder ?? models))
                : throw new InvalidInputException("command line", $"\"{name}\" is no corpus and no encoder{NearestName.Hint(name, [.. shelf.Names, .. encoders.Names])}"));
    }

    private static FetchTarget OfEncoder(EncoderCard card, string folder) => card.IsBuiltIn || card.Downloads.Count > 0
        ? new FetchTarget(card.Name, folder, card.Downloads)
        : throw new InvalidInputException(
            card.Name,
            $"has a card without downloads; put {string.Join(", ", card.Graphs.Select(graph => graph.File))} below {folder} by hand (source: {card.Source})");
}
