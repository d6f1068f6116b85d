using System.Runtime.InteropServices;
using System.Text.Json;
using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.Training;

/// <summary>A hash for each part of what decides a training's result, so that a checkpoint is never continued with other data or options.</summary>
/// <remarks>What does not decide it is left out: how steps are cut into batches, whether layers are computed again, when checkpoints are written. So a training that
/// ran out of memory may go on with smaller batches.</remarks>
internal static class TrainingFingerprint
{
    /// <summary>The hashes by the names under which a refusal gives them: of an option its key.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="languageModel">What the language model is and starts from.</param>
    /// <param name="options">What the joint model is, and how it is trained.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="frames">The mean and scale of the frames of the training rows: they stand for the frames.</param>
    public static IReadOnlyDictionary<string, string> Of(
        JointRows rows, LabelSet labels, string languageModel, AudioTextOptions options, NamedSeed seed, ReadOnlySpan<float> frames)
    {
        AudioTextOptions decisive = options.Decisive with { Batch = options.Batch * options.Accumulation, Accumulation = 1 };
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["the rows"] = Hash(new { rows.Names, rows.Texts, rows.Labels, rows.Weights, rows.Speakers }),
            ["the frames"] = Hash(rows.Frames.Encoder) + ContentHash.Of(MemoryMarshal.AsBytes(frames))[..16],
            ["the classes"] = Hash(labels.Names),
            ["the language model"] = Hash(languageModel),
            ["the seed"] = Hash(seed),
        };
        foreach (SettingKey key in SettingKey.Of(typeof(AudioTextOptions)))
        {
            parts.Add($"{AudioTextOptions.Section}.{key.Name}", Hash(key.Get(decisive)));
        }

        return parts;
    }

    private static string Hash(object? value) => ContentHash.Of(JsonSerializer.Serialize(value, RunJson.Options))[..16];
}
