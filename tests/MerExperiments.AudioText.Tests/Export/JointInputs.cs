using MerExperiments.Features;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Export;

/// <summary>Rows as a reader of the exported graph would feed them: padded at the end, texts uncut.</summary>
internal static class JointInputs
{
    /// <summary>The graph's inputs by name.</summary>
    /// <param name="all">The rows.</param>
    /// <param name="tokenizer">Text to token ids.</param>
    /// <param name="rows">Row indices.</param>
    /// <param name="padding">What stands in padding.</param>
    public static (string Name, Tensor Value)[] Of(JointRows all, TextTokenizer tokenizer, int[] rows, int padding = 0)
    {
        int dimension = all.Frames.Dimension;
        float[][] frames = [.. rows.Select(row => all.Frames[row].ToArray())];
        long[][] ids = [.. rows.Select(row => tokenizer.Content(all.Texts[row]!).Select(id => (long)id).ToArray())];
        return
        [
            ("frames", tensor(Padded(frames, padding)).view(rows.Length, frames.Max(row => row.Length) / dimension, dimension).clone()),
            ("frame_lengths", tensor(frames.Select(row => (long)row.Length / dimension).ToArray()).clone()),
            ("input_ids", tensor(Padded(ids, padding)).view(rows.Length, ids.Max(row => row.Length)).clone()),
            ("text_lengths", tensor(ids.Select(row => (long)row.Length).ToArray()).clone()),
        ];
    }

    /// <summary>The table with no frames in some utterances.</summary>
    public static FrameTable Silenced(FrameTable frames, params int[] silent)
    {
        float[][] kept = [.. Enumerable.Range(0, frames.Count).Select(row => silent.Contains(row) ? [] : frames[row].ToArray())];
        long[] offsets = [0, .. kept.Select((_, row) => (long)kept[..(row + 1)].Sum(values => values.Length) / frames.Dimension)];
        FeatureState[] states = [.. kept.Select(row => row.Length == 0 ? FeatureState.Silent : FeatureState.Present)];
        return new FrameTable(new TableRows(frames.Encoder, frames.Modality, frames.Names, states), frames.Dimension, kept.SelectMany(row => row).ToArray(), offsets);
    }

    private static T[] Padded<T>(T[][] rows, T padding)
    {
        int longest = rows.Max(row => row.Length);
        return [.. rows.SelectMany(row => row.Concat(Enumerable.Repeat(padding, longest - row.Length)))];
    }
}
