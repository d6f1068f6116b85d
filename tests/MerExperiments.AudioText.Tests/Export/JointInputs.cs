using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Export;

/// <summary>Rows of <see cref="JointCorpus"/> as a reader of the exported graph would feed them: padded at the end, texts uncut.</summary>
internal static class JointInputs
{
    /// <summary>The graph's inputs by name.</summary>
    /// <param name="tokenizer">Text to token ids.</param>
    /// <param name="rows">Row indices.</param>
    /// <param name="padding">What stands in padding.</param>
    public static (string Name, Tensor Value)[] Of(TextTokenizer tokenizer, int[] rows, int padding = 0)
    {
        JointRows all = JointCorpus.Rows();
        float[][] frames = [.. rows.Select(row => all.Frames[row].ToArray())];
        long[][] ids = [.. rows.Select(row => tokenizer.Content(all.Texts[row]!).Select(id => (long)id).ToArray())];
        return
        [
            ("frames", tensor(Padded(frames, padding)).view(rows.Length, frames.Max(row => row.Length) / JointCorpus.Dimension, JointCorpus.Dimension).clone()),
            ("frame_lengths", tensor(frames.Select(row => (long)row.Length / JointCorpus.Dimension).ToArray()).clone()),
            ("input_ids", tensor(Padded(ids, padding)).view(rows.Length, ids.Max(row => row.Length)).clone()),
            ("text_lengths", tensor(ids.Select(row => (long)row.Length).ToArray()).clone()),
        ];
    }

    private static T[] Padded<T>(T[][] rows, T padding)
    {
        int longest = rows.Max(row => row.Length);
        return [.. rows.SelectMany(row => row.Concat(Enumerable.Repeat(padding, longest - row.Length)))];
    }
}
