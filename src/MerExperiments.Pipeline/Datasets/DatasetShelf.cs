using MerExperiments.Encoders;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Datasets;

/// <summary>The corpora and models that a workspace has cards of, and where what is fetched lies.</summary>
/// <param name="workspace">The workspace: cards of corpora in <c>datasets</c>, those of encoders in <c>datasets/encoders</c>.</param>
/// <param name="modelsRoot">The folder that encoders' model files are relative to; null for the default of models.root.</param>
public sealed class DatasetShelf(Workspace workspace, string? modelsRoot = null)
{
    private readonly string _modelsRoot = Path.GetFullPath(modelsRoot ?? EncoderFolders.DefaultModelsRoot, workspace.Root);

    /// <summary>The corpora's names, by ordinal order; a faulty card's too.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(workspace.Datasets)
        ? [.. Directory.GetFiles(workspace.Datasets, $"*{DatasetCardReader.Ending}").Select(NameOf).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The cards of corpora that cannot be used, each with its faults; ordered by name.</summary>
    public IReadOnlyList<FaultyCard> Faulty() => [.. Names.Select(FaultyOf).OfType<FaultyCard>()];

    private FaultyCard? FaultyOf(string name)
    {
        try
        {
            Card(name);
            return null;
        }
        catch (InvalidInputException e)
        {
            return new FaultyCard("corpus", name, e.Faults);
        }
    }

    /// <summary>Where a corpus lands unless it is told otherwise: <c>datasets/fetched/NAME</c>.</summary>
    public string FolderOf(string name) => Path.Combine(workspace.Datasets, "fetched", name);

    /// <summary>A corpus's card.</summary>
    /// <exception cref="InvalidInputException">There is none of that name, or it is faulty.</exception>
    public DatasetCard Card(string name) => Names.Contains(name)
        ? DatasetCardReader.Read(Path.Combine(workspace.Datasets, name + DatasetCardReader.Ending))
        : throw new InvalidInputException("datasets", $"has no card \"{name}\"{NearestName.Hint(name, Names)}");

    /// <summary>What is to be fetched for a corpus or an encoder; a corpus comes first where both have the name.</summary>
    /// <param name="name">The corpus or the encoder.</param>
    /// <param name="folder">Where the files land; null for <see cref="FolderOf"/>, and for the models root.</param>
    /// <exception cref="InvalidInputException">Nothing has the name, its card is faulty, or the card names no files: then the fault says how to come by them.</exception>
    public FetchTarget Find(string name, string? folder = null)
    {
        if (Names.Contains(name))
        {
            DatasetCard corpus = Card(name);
            return corpus.Files.Count > 0
                ? new FetchTarget(name, Path.GetFullPath(folder ?? FolderOf(name)), corpus.Files)
                : throw new InvalidInputException(name, $"cannot be fetched by a program. {corpus.How}");
        }

        EncoderRegistry registry = EncoderRegistry.In(workspace, _modelsRoot);
        return registry.Names.Contains(name) || registry.Faulty.Any(card => card.Name == name)
            ? OfEncoder(registry[name], Path.GetFullPath(folder ?? _modelsRoot))
            : throw new InvalidInputException("command line", $"\"{name}\" is no corpus and no encoder{NearestName.Hint(name, [.. Names, .. registry.Names])}");
    }

    /// <summary>What lies of a corpus, found without reading its files.</summary>
    public DatasetState StateOf(DatasetCard card)
    {
        string[] paths = [.. card.Files.Select(file => Path.Combine(FolderOf(card.Name), file.Path))];
        int there = paths.Count(Path.Exists);
        return card.Files.Count == 0 ? DatasetState.AskFirst
            : there == paths.Length ? DatasetState.Here
            : there > 0 || paths.Any(path => File.Exists(PartFile.NameOf(path)) || File.Exists(PartFile.NameOf(ArchiveFile.NameOf(path)))) ? DatasetState.Begun
            : DatasetState.NotFetched;
    }

    private static FetchTarget OfEncoder(EncoderCard card, string folder) => card.IsBuiltIn || card.Downloads.Count > 0
        ? new FetchTarget(card.Name, folder, card.Downloads)
        : throw new InvalidInputException(
            card.Name,
            $"has a card without downloads; put {string.Join(", ", card.Graphs.Select(graph => graph.File))} below {folder} by hand (source: {card.Source})");

    private static string NameOf(string path) => Path.GetFileName(path)[..^DatasetCardReader.Ending.Length];
}
