using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>The two losses of a batch, each a sum over its rows of the row's share of the step's weight times the row's loss.</summary>
/// <remarks>A step's batches are shares of one sum, so a step that is cut into more batches has the same loss and gradients.</remarks>
/// <param name="Class">The class head's cross-entropy, a scalar.</param>
/// <param name="Word">The next-token loss on the class's name, a scalar: per row the mean over the name's tokens.</param>
/// <param name="Apart">The class head's cross-entropy over pooled states that it does not shape: what the head learns from where its own loss has no weight.</param>
internal sealed record JointLoss(Tensor Class, Tensor Word, Tensor Apart)
{
    /// <summary>The losses of a batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="forward">What it gave.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="stepWeight">The weights of all rows of the step, summed; above 0.</param>
    public static JointLoss Of(JointModel model, JointForward forward, JointBatch batch, double stepWeight)
    {
        Tensor weights = batch.Weights.Over(stepWeight);
        Tensor apart = ClassLoss(model.Classify(forward.Pooled.detach()), batch.Labels, weights);
        Tensor rows = batch.WordTargets.IsNot(-100).nonzero().select(1, 0);
        if (rows.numel() == 0)
        {
            return new JointLoss(ClassLoss(forward.Scores, batch.Labels, weights), zeros([], ScalarType.Float32, weights.device), apart);
        }

        (Tensor logits, Tensor targets) = model.Words(forward, batch);
        return new JointLoss(ClassLoss(forward.Scores, batch.Labels, weights), WordLoss(logits, targets, rows, weights), apart);
    }

    /// <summary>Both by their weights in the options: what is made smaller. Where the class head's has none, the head still learns to read what the other shapes, so
    /// that there are posteriors.</summary>
    public Tensor Weighted(AudioTextOptions options) =>
        (options.ClassLoss > 0 ? Class.Times(options.ClassLoss) : Apart).Plus(Word.Times(options.WordLoss));

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
        Tensor tokens = zeros_like(weights).PlusRows(rows, ones_like(own));                             // [B]
        Tensor share = weights.index_select(0, rows).div(tokens.index_select(0, rows));                        // [n]
        return own.mul(share).sum().neg();
    }
}
