using MerExperiments.Storage;

namespace MerExperiments.Datasets;

/// <summary>The corpora that have a card in a workspace, and what lies of each.</summary>
/// <param name="workspace">The workspace: cards lie in <c>datasets</c>.</param>
public sealed class DatasetShelf(Workspace workspace)
{
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

    /// <summary>What is to be fetched for a corpus; null where none has the name.</summary>
    /// <param name="name">The corpus.</param>
    /// <param name="folder">Where the files land; null for <see cref="FolderOf"/>.</param>
    /// <exception cref="InvalidInputException">Its card is faulty, or names no files: then the fault says how to come by them.</exception>
    public FetchTarget? Find(string name, string? folder = null)
    {
        if (!Names.Contains(name))
        {
            return null;
        }

        DatasetCard corpus = Card(name);
        return corpus.Files.Count > 0
            ? new FetchTarget(name, Path.GetFullPath(folder ?? FolderOf(name)), corpus.Files)
            : throw new InvalidInputException(name, $"cannot be fetched by a program. {corpus.How}");
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

    private static string NameOf(string path) => Path.GetFileName(path)[..^DatasetCardReader.Ending.Length];
}

/// <summary>What lies of a corpus in its folder.</summary>
public enum DatasetState
{
    /// <summary>All its files. Their bytes are checked when it is fetched again; of an archive that was unpacked, the number and size of its files.</summary>
    Here,

    /// <summary>Some of its files, or a part of one.</summary>
    Begun,

    /// <summary>Nothing.</summary>
    NotFetched,

    /// <summary>Its card names no files: its owners must be asked.</summary>
    AskFirst,
}
