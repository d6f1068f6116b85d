using MerExperiments.Onnx;

namespace MerExperiments.Media.Denoising;

/// <summary>One ONNX file of a denoiser and its tensors.</summary>
public sealed record DenoiserGraph
{
    /// <summary>The file, relative to the models root.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file in hexadecimal, or null to take the file as it is.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The tensor the sound is fed as.</summary>
    public required string Input { get; init; }

    /// <summary>The tensors the sound comes out of; more than one only where a separator gives each source its own.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The recurrent states of a streaming graph. Default none.</summary>
    public IReadOnlyList<DenoiserState> States { get; init; } = [];

    /// <summary>The file with its hash.</summary>
    internal ModelFile Model => new(File, Sha256);
}

/// <summary>A recurrent state: zeros before a clip's first frame, then what the frame before left.</summary>
/// <param name="Input">The tensor it is fed as.</param>
/// <param name="Output">The tensor it comes out of.</param>
/// <param name="Shape">Its shape, all lengths fixed.</param>
public sealed record DenoiserState(string Input, string Output, IReadOnlyList<int> Shape);
