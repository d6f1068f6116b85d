using System.Collections.Concurrent;
using MerExperiments.Onnx;
using MerExperiments.Storage;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders;

/// <summary>The encoders by name: those that come with the toolkit, and one per card file.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class EncoderRegistry
{
    private readonly EncoderFolders _folders;
    private readonly CardSet<EncoderCard> _cards;
    private readonly Action<string>? _notice;
    private readonly ConcurrentDictionary<string, string> _builtIn = new(StringComparer.Ordinal);

    /// <summary>Reads all card files. A faulty one is among <see cref="Faulty"/>, and keeps no other from being used.</summary>
    /// <param name="folders">Where cards, model files and written graphs lie.</param>
    /// <param name="notice">Told in a sentence of a written graph that was damaged; null for nobody.</param>
    public EncoderRegistry(EncoderFolders folders, Action<string>? notice = null)
    {
        (_folders, _notice) = (folders, notice);
        _cards = new CardSet<EncoderCard>("encoder", BuiltInEncoders.All, folders.Cards, ".card.json", EncoderCard.Read, card => card.Name);
    }

    /// <summary>The encoders of a workspace: the built-in ones and those with a card in <c>datasets/encoders</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="modelsRoot">The folder that the cards' model files are relative to.</param>
    /// <param name="notice">Told in a sentence of a written graph that was damaged; null for nobody.</param>
    public static EncoderRegistry In(Workspace workspace, string modelsRoot, Action<string>? notice = null) =>
        new(new EncoderFolders(modelsRoot, Path.Combine(workspace.Features, "graphs"), workspace.EncoderCards), notice);

    /// <summary>The names of the encoders whose card is sound, ordered.</summary>
    public IReadOnlyList<string> Names => _cards.Names;

    /// <summary>The cards that cannot be used: faulty ones, and all of one name.</summary>
    public IReadOnlyList<FaultyCard> Faulty => _cards.Faulty;

    /// <summary>The folder that the cards' model and tokenizer files are relative to.</summary>
    public string ModelsRoot => _folders.ModelsRoot;

    /// <summary>An encoder's card.</summary>
    /// <exception cref="InvalidInputException">There is none of that name, or its card is faulty: then all its faults.</exception>
    public EncoderCard this[string name] => _cards[name];

    /// <summary>What would keep an encoder from running: missing or changed model, side or tokenizer files; tensors of other names, types or shapes
    /// than the card says. Empty where nothing would. No model is opened.</summary>
    public IReadOnlyList<Fault> Check(string name) => Check(this[name]);

    /// <inheritdoc cref="Check(string)"/>
    public IReadOnlyList<Fault> Check(EncoderCard card)
    {
        IEnumerable<Fault> tokenizer = card.Tokenizer is { } section ? TextTokenizer.Check(section, ModelsRoot) : [];
        return [.. card.Graphs.SelectMany((_, i) => Check(card, i)), .. tokenizer];
    }

    /// <summary>The path of a graph's file; a built-in graph is written into the cache first, and again where it was damaged there.</summary>
    public string PathOf(EncoderCard card, EncoderGraph graph)
    {
        if (graph.File != EncoderCard.BuiltIn)
        {
            return new ModelFile(graph.File).PathIn(ModelsRoot);
        }

        OnnxModel model = BuiltInEncoders.GraphOf(card.Name);
        string hash = _builtIn.GetOrAdd(card.Name, _ => ContentHash.Of(model.ToBytes()));
        string path = Path.Combine(Path.GetFullPath(_folders.Cache), $"{card.Name}-{hash[..16]}.onnx");
        bool isThere = File.Exists(path);
        if (!isThere || ContentHash.OfFile(path) != hash)
        {
            if (isThere)
            {
                _notice?.Invoke($"the graph of {card.Name} was damaged ({Path.GetFileName(path)} is not what was written); it is written again");
            }

            model.Save(path);
        }

        return path;
    }

    /// <summary>SHA-256 of a graph's file, in hexadecimal; with side files one over the hashes of all.</summary>
    public string HashOf(EncoderCard card, EncoderGraph graph)
    {
        string path = PathOf(card, graph);
        return SideFiles.Sha256(path, OnnxSignature.Read(path));
    }

    /// <summary>What an encoder's features depend on beside its card: the hash of each graph, then of each tokenizer file.</summary>
    public IReadOnlyList<string> HashesOf(EncoderCard card)
    {
        IEnumerable<string> tokenizer = card.Tokenizer is { } section ? TextTokenizer.HashesOf(section, ModelsRoot) : [];
        return [.. card.Graphs.Select(graph => HashOf(card, graph)), .. tokenizer];
    }

    private IEnumerable<Fault> Check(EncoderCard card, int index)
    {
        EncoderGraph graph = card.Graphs[index];
        string path = PathOf(card, graph);
        IReadOnlyList<Fault> faults = graph.File == EncoderCard.BuiltIn
            ? []
            : new ModelFile(graph.File, graph.Sha256).CheckBytes(ModelsRoot, $"the encoder {card.Name}");
        return faults.Count > 0 ? faults : CheckContent(card, index, path);
    }

    private static IReadOnlyList<Fault> CheckContent(EncoderCard card, int index, string path)
    {
        try
        {
            OnnxSignature signature = OnnxSignature.Read(path);
            return [.. SideFiles.Check(path, signature, card.Graphs[index].SideFiles), .. new EncoderGraphCheck(card, index, path, signature).Faults()];
        }
        catch (InvalidInputException e)
        {
            return e.Faults;
        }
    }
}

/// <summary>Where encoders lie.</summary>
/// <param name="ModelsRoot">The folder that the cards' model files are relative to; the setting models.root.</param>
/// <param name="Cache">A folder for the graphs the project writes itself; created when first used.</param>
/// <param name="Cards">Folders that are searched for <c>*.card.json</c>; absent ones count as empty.</param>
public sealed record EncoderFolders(string ModelsRoot, string Cache, params IReadOnlyList<string> Cards)
{
    /// <summary>Where published models are looked for unless models.root says otherwise.</summary>
    public const string DefaultModelsRoot = "../shared/assets/models";
}
