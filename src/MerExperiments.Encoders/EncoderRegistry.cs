using System.Collections.Concurrent;
using System.Security.Cryptography;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>The encoders by name: those that come with the toolkit, and one per card file.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class EncoderRegistry
{
    private readonly EncoderFolders _folders;
    private readonly SortedDictionary<string, EncoderCard> _cards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>Reads all card files.</summary>
    /// <exception cref="InvalidInputException">A card is faulty, or two have one name; all faults at once.</exception>
    public EncoderRegistry(EncoderFolders folders)
    {
        _folders = folders;
        foreach (EncoderCard card in BuiltInEncoders.All)
        {
            _cards.Add(card.Name, card);
        }

        var faults = new List<Fault>();
        foreach (string path in folders.Cards.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.card.json").Order(StringComparer.Ordinal)))
        {
            Add(path, faults);
        }

        InvalidInputException.ThrowIfAny(faults);
    }

    /// <summary>The names, ordered.</summary>
    public IReadOnlyList<string> Names => [.. _cards.Keys];

    /// <summary>An encoder's card.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public EncoderCard this[string name] => _cards.TryGetValue(name, out EncoderCard? card)
        ? card
        : throw new InvalidInputException("encoders", $"has \"{name}\", which is no encoder{NearestName.Hint(name, Names)}");

    /// <summary>What would keep an encoder from running: missing or changed model files, tensors they lack. Empty where nothing would.</summary>
    public IReadOnlyList<Fault> Check(string name)
    {
        EncoderCard card = this[name];
        return card.IsBuiltIn ? [] : [.. card.Graphs.SelectMany((graph, i) => Check(card, graph, i))];
    }

    /// <summary>The path of a graph's file; a built-in graph is written into the cache first.</summary>
    public string PathOf(EncoderCard card, EncoderGraph graph)
    {
        if (graph.File != EncoderCard.BuiltIn)
        {
            return Path.GetFullPath(graph.File, Path.GetFullPath(_folders.ModelsRoot));
        }

        OnnxModel model = BuiltInEncoders.GraphOf(card.Name);
        string path = Path.Combine(Path.GetFullPath(_folders.Cache), $"{card.Name}-{Hash(model.ToBytes())[..16]}.onnx");
        if (!File.Exists(path))
        {
            model.Save(path);
        }

        return path;
    }

    /// <summary>SHA-256 of a graph's file, in hexadecimal.</summary>
    public string HashOf(EncoderCard card, EncoderGraph graph) =>
        _hashes.GetOrAdd(PathOf(card, graph), path => Hash(File.ReadAllBytes(path)));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private IEnumerable<Fault> Check(EncoderCard card, EncoderGraph graph, int index)
    {
        string path = PathOf(card, graph);
        if (!File.Exists(path))
        {
            return [new Fault(path, $"does not exist; the encoder {card.Name} needs it (its folder is set by models.root)")];
        }

        return graph.Sha256 is { } expected && !string.Equals(expected, HashOf(card, graph), StringComparison.OrdinalIgnoreCase)
            ? [new Fault(path, $"has the SHA-256 {HashOf(card, graph)}; the card of {card.Name} says {expected}")]
            : OnnxFile.Check(path, [.. InputsOf(card, graph, index)], []).Concat(OutputOf(path, graph));
    }

    private static IEnumerable<OnnxTensor> InputsOf(EncoderCard card, EncoderGraph graph, int index)
    {
        (OnnxElement element, int rank) = (index, card.Input) switch
        {
            ( > 0, _) => (OnnxElement.Single, 4),
            (_, EncoderInput.Codepoints) => (OnnxElement.Int64, 2),
            (_, EncoderInput.FaceFrames) => (OnnxElement.Byte, 4),
            _ => (OnnxElement.Single, 2),
        };
        yield return new OnnxTensor(graph.Input, element, rank);
        if (graph.Lengths is { } lengths)
        {
            yield return new OnnxTensor(lengths, OnnxElement.Int64, 1);
        }
    }

    private static IEnumerable<Fault> OutputOf(string path, EncoderGraph graph)
    {
        using var session = OnnxSession.Open(path);
        string[] names = [.. session.OutputMetadata.Keys];
        return names.Contains(graph.Output)
            ? []
            : [new Fault(path, $"has no output \"{graph.Output}\"{NearestName.Hint(graph.Output, names)}")];
    }

    private void Add(string path, List<Fault> faults)
    {
        try
        {
            EncoderCard card = EncoderCard.Read(path);
            if (!_cards.TryAdd(card.Name, card))
            {
                faults.Add(new Fault(path, $"has the name \"{card.Name}\", which another encoder has; names must differ"));
            }
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults);
        }
    }
}
