using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>The two losses of a batch, each a sum over its rows of the row's weight times the row's loss.</summary>
/// <param name="Class">The class head's cross-entropy, a scalar.</param>
/// <param name="Word">The next-token loss on the class's name, a scalar: per row the mean over the name's tokens.</param>
internal sealed record JointLoss(Tensor Class, Tensor Word)
{
    /// <summary>The sum of each row's weight times the cross-entropy of its class.</summary>
    /// <param name="scores">Logits, [B, C].</param>
    /// <param name="labels">Classes, int64 [B].</param>
    /// <param name="weights">Float32 [B].</param>
    public static Tensor ClassLoss(Tensor scores, Tensor labels, Tensor weights)
    {
        Tensor own = scores.to(ScalarType.Float32).log_softmax(1).gather(1, labels.unsqueeze(1)).squeeze(1);   // [B]
        return own.mul(weights).sum().neg();
    }

    /// <summary>The sum of each row's weight times the mean cross-entropy of its answer's tokens.</summary>
    /// <param name="logits">Scores of the next token where an answer is, [n, V].</param>
    /// <param name="targets">The tokens that come, int64 [n].</param>
    /// <param name="rows">Each one's row in the batch, int64 [n].</param>
    /// <param name="weights">Float32 [B].</param>
    public static Tensor WordLoss(Tensor logits, Tensor targets, Tensor rows, Tensor weights)
    {
        Tensor own = logits.to(ScalarType.Float32).log_softmax(1).gather(1, targets.unsqueeze(1)).squeeze(1);  // [n]
        Tensor tokens = zeros_like(weights).index_add(0, rows, ones_like(own), 1);                             // [B]
        Tensor share = weights.index_select(0, rows).div(tokens.index_select(0, rows));                        // [n]
        return own.mul(share).sum().neg();
    }
}
