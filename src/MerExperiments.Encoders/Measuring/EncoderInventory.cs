using MerExperiments.Onnx;
using MerExperiments.Storage;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders.Measuring;

/// <summary>The encoders of a workspace: which there are, and whether they could run.</summary>
public sealed class EncoderInventory
{
    private readonly EncoderRegistry _registry;
    private readonly string _modelsRoot;

    /// <summary>Reads the cards.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that model files are relative to; null for the default of models.root.</param>
    public EncoderInventory(Workspace workspace, string? modelsRoot = null)
    {
        _modelsRoot = Path.GetFullPath(modelsRoot ?? EncoderFolders.DefaultModelsRoot, workspace.Root);
        _registry = EncoderRegistry.In(workspace, _modelsRoot);
    }

    /// <summary>The names of the encoders whose card is sound, ordered.</summary>
    public IReadOnlyList<string> Names => _registry.Names;

    /// <summary>The cards that cannot be used, each with its faults.</summary>
    public IReadOnlyList<FaultyCard> Faulty => _registry.Faulty;

    /// <summary>All encoders whose card is sound, by name. Of model files, only the names of their side files are read, not their weights.</summary>
    public IReadOnlyList<EncoderListing> List() => [.. Names.Select(name => Describe(_registry[name]))];

    /// <summary>Checks encoders: cards, files, hashes, tensors. Every file is read whole.</summary>
    /// <param name="names">Which; none for all, those with a faulty card first.</param>
    /// <exception cref="InvalidInputException">A name is no encoder's, or one that was asked for has a faulty card; all faults at once.</exception>
    public IEnumerable<EncoderFinding> Check(IReadOnlyList<string> names)
    {
        Require(names);
        return names.Count == 0
            ? Faulty.Select(card => new EncoderFinding(card.Name, card.Faults, [])).Concat(Names.Select(Check))
            : names.Select(Check);
    }

    /// <summary>Refuses names that are no encoder's, and those of faulty cards.</summary>
    /// <exception cref="InvalidInputException">All such names at once, each with the nearest that is, or with the card's faults.</exception>
    public void Require(IReadOnlyList<string> names) =>
        InvalidInputException.ThrowIfAny([.. names.Where(name => !Names.Contains(name)).SelectMany(WhyNot)]);

    private IReadOnlyList<Fault> WhyNot(string name) => FaultyCard.FaultsOf(Faulty, name) is { Count: > 0 } faults
        ? faults
        : [new Fault("command line", $"\"{name}\" is no encoder{NearestName.Hint(name, Names)}")];

    /// <summary>Measures these encoders.</summary>
    public EncoderBench Bench(TimeProvider time) => new(_registry, time);

    private EncoderListing Describe(EncoderCard card) => new(
        card.Name,
        card.Modality,
        card.Input,
        card.Dimension,
        card.Pooling,
        card.Licence,
        card.Source,
        card.IsBuiltIn,
        card.Downloads.Count > 0,
        [.. Files(card).Where(file => !File.Exists(Path.Combine(_modelsRoot, file)))]);

    private EncoderFinding Check(string name)
    {
        EncoderCard card = _registry[name];
        IEnumerable<(string File, string Path)> files = card.IsBuiltIn
            ? [(EncoderCard.BuiltIn, _registry.PathOf(card, card.Graphs[0]))]
            : Files(card).Select(file => (file, Path.Combine(_modelsRoot, file)));
        return new EncoderFinding(name, _registry.Check(name), [.. files.Where(file => File.Exists(file.Path) && RegularFile.WhyNot(file.Path) is null).Select(file => (file.File, ContentHash.OfFileOnce(file.Path)))]);
    }

    /// <summary>The files an encoder needs: graphs, each with the side files that the card or the graph names, then the tokenizer's.</summary>
    private IEnumerable<string> Files(EncoderCard card) => card.IsBuiltIn
        ? []
        : card.Graphs.SelectMany(Files).Concat(card.Tokenizer is { } tokenizer ? [tokenizer.Vocabulary.File, .. Merges(tokenizer)] : []).Distinct();

    private IEnumerable<string> Files(EncoderGraph graph)
    {
        string folder = Path.GetDirectoryName(graph.File) ?? "";
        IEnumerable<string> sides = (graph.SideFiles?.Keys ?? []).Union(SideFilesOf(Path.Combine(_modelsRoot, graph.File)));
        return [graph.File, .. sides.Order(StringComparer.Ordinal).Select(side => Path.Combine(folder, side))];
    }

    /// <summary>The side files that a graph names below its folder; none where it is absent or no model, which the check tells, as it does of those outside.</summary>
    private static IEnumerable<string> SideFilesOf(string path)
    {
        try
        {
            return File.Exists(path) ? OnnxSignature.Read(path).SideFiles.Where(side => !Path.IsPathRooted(side) && !side.Split('/', '\\').Contains("..")) : [];
        }
        catch (InvalidInputException)
        {
            return [];
        }
    }

    private static string[] Merges(TokenizerCard tokenizer) => tokenizer.Merges is { } merges ? [merges.File] : [];
}

/// <summary>One encoder as <c>mer encoders list</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Modality">What it reads.</param>
/// <param name="Input">What its first graph is fed.</param>
/// <param name="Dimension">Values per utterance.</param>
/// <param name="Pooling">How frames become one vector.</param>
/// <param name="Licence">The licence of the weights.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="IsBuiltIn">True where the project writes its graph and no file is needed.</param>
/// <param name="CanBeFetched">True where its card names downloads.</param>
/// <param name="Missing">Its files that are not below the models root; found by name, their bytes are not read.</param>
public sealed record EncoderListing(
    string Name,
    Modality Modality,
    EncoderInput Input,
    int Dimension,
    EncoderPooling Pooling,
    string Licence,
    string Source,
    bool IsBuiltIn,
    bool CanBeFetched,
    IReadOnlyList<string> Missing);

/// <summary>What a check of one encoder found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Faults">What would keep it from running; empty where it is ready.</param>
/// <param name="Sha256">Its files with their SHA-256, in the order in which they run; those that are there.</param>
public sealed record EncoderFinding(string Name, IReadOnlyList<Fault> Faults, IReadOnlyList<(string File, string Sha256)> Sha256);
