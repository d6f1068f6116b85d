using System.Runtime.InteropServices;
using System.Text.Json;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.Training;

/// <summary>A hash for each part of what decides a training's result, so that a checkpoint is never continued with other data or options.</summary>
/// <remarks>What does not decide it is left out: how steps are cut into batches, whether layers are computed again, when checkpoints are written. So a training that
/// ran out of memory may go on with smaller batches.</remarks>
internal static class TrainingFingerprint
{
    /// <summary>The hashes by the names under which a refusal gives them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="languageModel">What the language model is and starts from.</param>
    /// <param name="model">What the joint model is.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="frames">The mean and scale of the frames of the training rows: they stand for the frames.</param>
    public static IReadOnlyDictionary<string, string> Of(
        JointRows rows, LabelSet labels, string languageModel, JointModelOptions model, TrainingOptions training, ReadOnlySpan<float> frames)
    {
        TrainingOptions decisive = training with
        {
            BatchRows = training.BatchRows * training.AccumulatedBatches,
            AccumulatedBatches = 1,
            Recompute = false,
            CheckpointSteps = 1,
        };
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["the rows"] = Hash(JsonSerializer.Serialize(new { rows.Names, rows.Texts, rows.Labels, rows.Weights, rows.Speakers })),
            ["the frames"] = Hash(rows.Frames.Encoder) + ContentHash.Of(MemoryMarshal.AsBytes(frames))[..16],
            ["the classes"] = Hash(JsonSerializer.Serialize(labels.Names)),
            ["the language model"] = Hash(languageModel),
            ["the model's options"] = Hash(JsonSerializer.Serialize(model, RunJson.Options)),
            ["the training's options"] = Hash(JsonSerializer.Serialize(decisive, RunJson.Options)),
        };
    }

    private static string Hash(string text) => ContentHash.Of(text)[..16];
}
