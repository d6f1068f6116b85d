using System.Text.Json.Serialization;
using MerExperiments.Corpora;
using MerExperiments.Storage;
using MerExperiments.Tokenizers;

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

    /// <summary>The shortest clip the first graph takes, in samples, characters or tokens; shorter ones are padded. Default 1.</summary>
    public int MinimumLength { get; init; } = 1;

    /// <summary>How output frames follow from samples; null where the graph gives one vector per clip, or is never padded nor cut.</summary>
    public FrameGeometry? Frames { get; init; }

    /// <summary>How long clips are cut; null for not at all, except that <c>log-mel</c> is then cut into windows of 30 s, or so
    /// much less that the samples its last frame sees still fit into 30 s.</summary>
    public AudioChunking? Chunking { get; init; }

    /// <summary>The mel bands of <c>log-mel</c>. Default 80; 128 for Whisper's large-v3 and turbo.</summary>
    public int MelBands { get; init; } = 80;

    /// <summary>How pictures are prepared; for <c>images</c>, else null.</summary>
    public ImagePreparation? Image { get; init; }

    /// <summary>How texts become tokens, where padding goes and which id it has; for <c>tokens</c>, else null.</summary>
    public TokenizerCard? Tokenizer { get; init; }

    /// <summary>About how many samples, characters or tokens (padding included), or how many pictures, one batch holds; the feature does not depend on it.
    /// Null: 131,072 samples or characters, 1,024 tokens, 4 pictures, 16 windows, 1 window of log-mel.</summary>
    public int? BatchValues { get; init; }

    /// <summary>Whether each clip is a batch of its own, because a graph looks at all of its batch, e.g. cuts below its loudest value. Default no, which is not written down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EncodedAlone { get; init; }

    /// <summary>The licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Where they come from.</summary>
    public required string Source { get; init; }

    /// <summary>Values per frame, before pooling.</summary>
    [JsonIgnore]
    public int FrameDimension => Dimension / Encoders.Pooling.Factor(Pooling);

    /// <summary>Where the model files can be fetched, each with a path relative to the models root. Default: nowhere, they must be put there by hand.</summary>
    public IReadOnlyList<Download> Downloads { get; init; } = [];

    /// <summary>The height and width of the face frames it takes, in pixels. Frames of another size are resized when they are prepared; read in this size
    /// they are resized once.</summary>
    [JsonIgnore]
    public int FaceSizePixels => Image?.Size ?? Media.FaceFrames.SizePixels;

    /// <summary>True where the project writes the graph itself.</summary>
    [JsonIgnore]
    public bool IsBuiltIn => Graphs is [{ File: BuiltIn }];

    /// <summary>Reads a card and checks it, all faults at once.</summary>
    /// <exception cref="InvalidInputException">The file is not a card, or what it says cannot be.</exception>
    public static EncoderCard Read(string path) => CardFile.Read<EncoderCard>(path, "an encoder card", (card, place) => card.Validate(place));

    /// <summary>What is wrong with the card in itself; the model files are checked by <see cref="EncoderRegistry.Check(string)"/>.</summary>
    /// <param name="place">How faults call the card.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
        [.. EncoderCardRules.Of(this).Select(fault => fault with { Place = $"{place}: {fault.Place}" })];

    /// <summary>All of the card that decides what its feature is, as JSON: without name, licence, source, downloads and batch size. For a feature's key, beside the files' hashes.</summary>
    public string Definition() => CardFile.Definition(this with { Name = "", Licence = "", Source = "", Downloads = [], BatchValues = null });
}

/// <summary>How a long clip is cut before it is encoded, so that memory does not grow with its length. The pieces' frames are joined, then pooled.</summary>
/// <remarks>Where a frame sees no farther than the context (convolutions), the result is that of the whole clip. Where it sees the whole input
/// (attention), the cut is part of what the feature is: another chunk length, another feature. A clip no longer than a chunk is one piece.</remarks>
public sealed record AudioChunking
{
    /// <summary>The seconds of a piece whose frames are kept; rounded to whole strides. More than 0.</summary>
    public required double ChunkSeconds { get; init; }

    /// <summary>The seconds on each side of a piece that are computed and dropped; rounded up to whole strides. 0 or more. Default 0.</summary>
    public double ContextSeconds { get; init; }
}

/// <summary>How the number of a model's output frames follows from the samples it is fed: floor((samples - receptive field) / stride) + 1.</summary>
public sealed record FrameGeometry
{
    /// <summary>The samples that one frame sees before any attention, 1 or more; wav2vec2 and HuBERT: 400. 1 with padded convolutions, as in Whisper.</summary>
    public required int ReceptiveField { get; init; }

    /// <summary>The samples between two frames, 1 or more; wav2vec2, HuBERT and Whisper: 320.</summary>
    public required int Stride { get; init; }

    /// <summary>The frames of so many samples; 1 of fewer than the receptive field, which are padded to it.</summary>
    public int Frames(int samples) => samples < ReceptiveField ? 1 : ((samples - ReceptiveField) / Stride) + 1;
}
