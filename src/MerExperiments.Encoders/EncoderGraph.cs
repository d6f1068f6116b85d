using System.Text.Json.Serialization;

namespace MerExperiments.Encoders;

/// <summary>One ONNX file of an encoder. Several run one after another; each but the first reads the frames the one before gave.</summary>
public sealed record EncoderGraph
{
    /// <summary><c>built-in</c>, or the file's path relative to the models root.</summary>
    public required string File { get; init; }

    /// <summary>The file's SHA-256 in hexadecimal, or null to take the file as it is.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The SHA-256 of files beside it that hold its weights, by the name the model writes; those not named are taken as they are. Null for none.</summary>
    public IReadOnlyDictionary<string, string>? SideFiles { get; init; }

    /// <summary>The input tensor that takes the values: samples, energies, code points, token ids, pictures, or in the second graph windows of frames.</summary>
    public required string Input { get; init; }

    /// <summary>An input tensor [batch] of integers for the lengths of padded rows, or null where the graph has none.</summary>
    public string? Lengths { get; init; }

    /// <summary>An input tensor [batch, length] that takes 1 at each value and 0 at padding, or null where the graph has none. A graph without it and
    /// without <see cref="Lengths"/> is fed rows of equal length only, never padded.</summary>
    public string? Mask { get; init; }

    /// <summary>An input tensor [batch, length] for token types, which are all 0; null where the graph has none.</summary>
    public string? TokenTypes { get; init; }

    /// <summary>An input tensor [batch, length] for the tokens' positions, 0 and up from the first token that is no padding; null where the graph has none.</summary>
    public string? Positions { get; init; }

    /// <summary>The output tensor, [batch, values] or [batch, frames, values]; null where there are <see cref="Outputs"/>.</summary>
    public string? Output { get; init; }

    /// <summary>Several output tensors that are summed, e.g. the last four hidden layers; null where there is one <see cref="Output"/>.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>The layers to sum where the output is [layers, batch, frames, values]; negative ones count from the last, -1. Null where it is not.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>The frames one window of the input spans, [windows, frames, values, 1]; null in the first graph. Shorter clips repeat their last frame.</summary>
    public int? WindowFrames { get; init; }

    /// <summary>Frames between two windows. Default 1.</summary>
    public int HopFrames { get; init; } = 1;

    /// <summary>What input values are multiplied by, before <see cref="Offset"/> is added. Default 1.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>What is added to input values. Default 0.</summary>
    public float Offset { get; init; }

    /// <summary>The outputs that are read, one or more.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> OutputNames => Outputs ?? (Output is null ? [] : [Output]);

    /// <summary>True where rows of different lengths may share a batch.</summary>
    [JsonIgnore]
    public bool TakesPadding => Lengths is not null || Mask is not null;
}
