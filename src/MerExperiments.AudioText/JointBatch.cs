using static TorchSharp.torch;

namespace MerExperiments.AudioText;

/// <summary>The tensors of B rows, T places each. Row by row: audio positions and transcript (one after the other or, by <see cref="JointArrangement"/>, in the order of
/// time), prompt, the class's name while training, padding.</summary>
/// <remarks>Audio positions and tokens of all rows lie one after another; <see cref="Places"/> puts them where they belong, so nothing is computed for padding before
/// the language model.</remarks>
internal sealed record JointBatch : IDisposable
{
    /// <summary>float [audio positions of all rows, downsampling, D]: frames side by side; NaN where the last group has none.</summary>
    public required Tensor Frames { get; init; }

    /// <summary>int64 [tokens of all rows].</summary>
    public required Tensor Tokens { get; init; }

    /// <summary>int64 [B, T]: which of (audio positions, then tokens, then "no audio", then "no text") stands in each place; 0 in padding.</summary>
    public required Tensor Places { get; init; }

    /// <summary>bool [B, T], true where something stands.</summary>
    public required Tensor Mask { get; init; }

    /// <summary>float [B, T], 1 where a place may be pooled: all but the class's name and padding.</summary>
    public required Tensor Pooled { get; init; }

    /// <summary>int64 [B]: the place of the prompt's last token.</summary>
    public required Tensor LastPlaces { get; init; }

    /// <summary>int64 [B, T]: the token that comes next where that is of the class's name, else -100.</summary>
    public required Tensor WordTargets { get; init; }

    /// <summary>int64 [B]: class indices; -1 where none is known.</summary>
    public required Tensor Labels { get; init; }

    /// <summary>float [B]: weights in the loss.</summary>
    public required Tensor Weights { get; init; }

    /// <summary>Places that hold something.</summary>
    public required int Positions { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in new[] { Frames, Tokens, Places, Mask, Pooled, LastPlaces, WordTargets, Labels, Weights })
        {
            tensor.Dispose();
        }
    }
}
