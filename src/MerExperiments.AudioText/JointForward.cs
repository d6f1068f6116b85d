using MerExperiments.AudioText.LanguageModels;
using static TorchSharp.torch;

namespace MerExperiments.AudioText;

/// <summary>What one forward pass of the joint model gives.</summary>
/// <param name="Scores">float [B, C]: the class head's logits.</param>
/// <param name="Pooled">float [B, H]: the AudioText feature.</param>
/// <param name="Hidden">[B, T, H]: the language model's hidden states.</param>
/// <param name="Recomputed">The layers to compute again in the backward pass; null where everything was kept.</param>
internal sealed record JointForward(Tensor Scores, Tensor Pooled, Tensor Hidden, RecomputedLayers? Recomputed)
{
    /// <summary>The backward pass of a loss computed from these: gradients are added to those of the trainable weights.</summary>
    public void Backward(Tensor loss)
    {
        loss.backward(retain_graph: Recomputed is not null);
        Recomputed?.Backward();
    }
}
