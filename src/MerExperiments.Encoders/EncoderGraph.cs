namespace MerExperiments.Encoders;

/// <summary>One ONNX file of an encoder. Several run one after another; each but the first reads the frames the one before gave.</summary>
public sealed record EncoderGraph
{
    /// <summary><c>built-in</c>, or the file's path relative to the models root.</summary>
    public required string File { get; init; }

    /// <summary>The file's SHA-256 in hexadecimal, or null to take the file as it is.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The input tensor.</summary>
    public required string Input { get; init; }

    /// <summary>An int64 input tensor [batch] for the lengths of padded rows, or null where the graph has none; then clips run one by one.</summary>
    public string? Lengths { get; init; }

    /// <summary>The output tensor; its last axis is the feature.</summary>
    public required string Output { get; init; }

    /// <summary>The frames one window of the input spans, [windows, frames, values, 1]; null in the first graph. Shorter clips repeat their last frame.</summary>
    public int? WindowFrames { get; init; }

    /// <summary>Frames between two windows. Default 1.</summary>
    public int HopFrames { get; init; } = 1;

    /// <summary>What input values are multiplied by, before <see cref="Offset"/> is added. Default 1.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>What is added to input values. Default 0.</summary>
    public float Offset { get; init; }
}
