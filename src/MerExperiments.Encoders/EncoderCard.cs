using System.Text.Json;
using System.Text.Json.Serialization;
using MerExperiments.Corpora;

namespace MerExperiments.Encoders;

/// <summary>What an encoder is and how it is run: a JSON file, so that a new ONNX encoder needs no code.</summary>
public sealed record EncoderCard
{
    /// <summary>What a graph's file is called where the project writes it itself.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>The name, as experiments.json gives it: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The modality it reads.</summary>
    public required Modality Modality { get; init; }

    /// <summary>What the first graph is fed.</summary>
    public required EncoderInput Input { get; init; }

    /// <summary>The graphs, in the order in which they run; one or two.</summary>
    public required IReadOnlyList<EncoderGraph> Graphs { get; init; }

    /// <summary>How frames become one vector.</summary>
    public required EncoderPooling Pooling { get; init; }

    /// <summary>Values per utterance, after pooling.</summary>
    public required int Dimension { get; init; }

    /// <summary>The shortest clip the first graph takes, in samples or characters; shorter ones are padded with zeros. Default 1.</summary>
    public int MinimumLength { get; init; } = 1;

    /// <summary>The licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Where they come from.</summary>
    public required string Source { get; init; }

    /// <summary>Values per frame, before pooling.</summary>
    [JsonIgnore]
    public int FrameDimension => Dimension / Encoders.Pooling.Factor(Pooling);

    /// <summary>True where the project writes the graph itself.</summary>
    [JsonIgnore]
    public bool IsBuiltIn => Graphs is [{ File: BuiltIn }];

    private static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads a card and checks it, all faults at once.</summary>
    /// <exception cref="InvalidInputException">The file is not a card, or what it says cannot be.</exception>
    public static EncoderCard Read(string path)
    {
        try
        {
            EncoderCard card = JsonSerializer.Deserialize<EncoderCard>(File.ReadAllText(path), Options) ?? throw new JsonException("it holds null");
            InvalidInputException.ThrowIfAny(card.Validate(path));
            return card;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"is not an encoder card: {e.Message}");
        }
    }

    /// <summary>What is wrong with the card in itself; the model files are checked by <see cref="EncoderRegistry.Check(string)"/>.</summary>
    /// <param name="place">How faults call the card.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
        [.. Rules().Concat(Graphs.SelectMany(Validate)).Concat(Download.Validate(Downloads, "downloads")).Select(fault => fault with { Place = $"{place}: {fault.Place}" })];

    private IEnumerable<Fault> Rules() =>
    [
        .. Rule(IsName(Name), "name", $"is \"{Name}\"; it must be lower-case letters, digits and hyphens"),
        .. Rule(Dimension > 0, "dimension", $"is {Dimension}; it must be 1 or more"),
        .. Rule(MinimumLength > 0, "minimumLength", $"is {MinimumLength}; it must be 1 or more"),
        .. Rule(Graphs.Count is 1 or 2, "graphs", $"has {Graphs.Count} entries; it must have 1 or 2"),
        .. Rule(ModalityOf(Input) == Modality, "input", $"is {Input} for the modality {Modality}; it feeds {ModalityOf(Input)} encoders only"),
        .. Rule(Pooling != EncoderPooling.None || Input != EncoderInput.FaceFrames, "pooling", "is none; face frames must be pooled"),
    ];

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static Modality ModalityOf(EncoderInput input) => input switch
    {
        EncoderInput.Codepoints => Modality.Text,
        EncoderInput.FaceFrames => Modality.Video,
        _ => Modality.Audio,
    };

    private static IEnumerable<Fault> Validate(EncoderGraph graph, int index)
    {
        string at = FormattableString.Invariant($"graphs[{index}]");
        bool hexadecimal = graph.Sha256 is null || (graph.Sha256.Length == 64 && graph.Sha256.All(char.IsAsciiHexDigit));
        if (!hexadecimal)
        {
            yield return new Fault($"{at}.sha256", $"is \"{graph.Sha256}\"; it must be 64 hexadecimal digits");
        }

        if (index == 0 == graph.WindowFrames is not null || graph.WindowFrames <= 0)
        {
            string rule = index == 0 ? "the first graph must have none" : "it must be 1 or more";
            yield return new Fault($"{at}.windowFrames", $"is {(graph.WindowFrames is { } frames ? $"{frames}" : "absent")}; {rule}");
        }

        if (graph.HopFrames <= 0)
        {
            yield return new Fault($"{at}.hopFrames", $"is {graph.HopFrames}; it must be 1 or more");
        }
    }

    private static IEnumerable<Fault> Rule(bool holds, string property, string problem) => holds ? [] : [new Fault(property, problem)];
}
