using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Passes rows through a model in batches, without training it.</summary>
/// <remarks>Rows of similar length share a batch; results stand in the order asked for. Batches need no <see cref="StepLeftovers"/>: measured over
/// 3,000 of them, with sound and without, the resident set drifts by 3 % and comes back, because few numbers are left and the batch's arrays bring collections soon.</remarks>
/// <param name="Features">Pooled states, row-major [rows, H].</param>
/// <param name="Scores">The class head's logits, row-major [rows, C].</param>
internal sealed record BatchedRows(float[] Features, float[] Scores)
{
    /// <summary>Reads rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batcher">Makes the batches.</param>
    /// <param name="rows">Row indices of the batcher.</param>
    /// <param name="batchRows">Rows a batch, 1 or more.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    public static BatchedRows Read(JointModel model, JointBatcher batcher, IReadOnlyList<int> rows, int batchRows, CancellationToken cancellation)
    {
        using IDisposable quiet = no_grad();
        Device device = model.Weights[0].Value.device;
        float[] features = [], scores = [];
        foreach (int[] places in Enumerable.Range(0, rows.Count).OrderBy(place => batcher.LengthOf(rows[place])).Chunk(batchRows))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            JointForward forward = model.Forward(batcher.Create([.. places.Select(place => rows[place])], null, withNames: false, device), null);
            Put(forward.Pooled, places, ref features, rows.Count);
            Put(forward.Scores, places, ref scores, rows.Count);
        }

        return new BatchedRows(features, scores);
    }

    private static void Put(Tensor values, int[] places, ref float[] all, int rows)
    {
        int width = (int)values.shape[1];
        all = all.Length == 0 ? new float[checked(rows * width)] : all;
        float[] read = values.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        for (int i = 0; i < places.Length; i++)
        {
            read.AsSpan(i * width, width).CopyTo(all.AsSpan(places[i] * width));
        }
    }

    /// <summary>The probabilities of one row's classes.</summary>
    /// <param name="scores">Logits, [C].</param>
    public static double[] Probabilities(ReadOnlySpan<float> scores)
    {
        double[] exponents = new double[scores.Length];
        float highest = float.NegativeInfinity;
        foreach (float score in scores)
        {
            highest = Math.Max(highest, score);
        }

        for (int i = 0; i < scores.Length; i++)
        {
            exponents[i] = Math.Exp(scores[i] - highest);
        }

        double sum = exponents.Sum();
        return [.. exponents.Select(value => value / sum)];
    }
}
