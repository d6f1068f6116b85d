using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Features;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests;

/// <summary>A few rows of sound and words, drawn from a seed, and what is needed to read them.</summary>
internal static class JointCorpus
{
    public const int Dimension = 5;

    private static readonly string[] Said = ["fine", "oh no", "that is just great", "", "well well", "no"];

    public static LabelSet Labels { get; } = new(["calm", "very cross"]);

    public static AudioTextOptions Options { get; } = new() { Model = "tiny" };

    /// <summary>Rows of which the third has no sound, the fourth no words, the fifth a very long sound; the sixth has no class.</summary>
    public static JointRows Rows()
    {
        int[] frames = [7, 12, 0, 9, 300, 4];
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, frames.Sum() * Dimension).Select(_ => (float)((random.NextDouble() * 4) - 1))];
        long[] offsets = [0, .. frames.Select((_, i) => (long)frames[..(i + 1)].Sum())];
        string[] names = [.. frames.Select((_, i) => $"clip-{i}")];
        FeatureState[] states = [.. frames.Select(count => count == 0 ? FeatureState.Silent : FeatureState.Present)];
        return new JointRows
        {
            Frames = new FrameTable(new TableRows("mel", Modality.Audio, names, states), Dimension, values, offsets),
            FrameRows = [0, 1, 2, 3, 4, 5],
            Names = names,
            Texts = Said,
            Labels = [0, 1, 1, 0, 1, -1],
            Weights = [1, 1, 1, 1, 1, 0.5f],
            Speakers = [null, null, null, null, null, null],
        };
    }

    public static TextTokenizer Tokenizer(TemporaryFolder folder)
    {
        LearnedVocabulary vocabulary = LearnedVocabulary.Learn([.. Said, .. Labels.Names, "emotion:"], 80);
        vocabulary.WriteTo(folder.Root);
        return TextTokenizer.Open(vocabulary.Card, folder.Root);
    }

    public static JointBatcher Batcher(TemporaryFolder folder, AudioTextOptions options) => new(Rows(), Tokenizer(folder), Labels, options);

    public static JointModel Model(AudioTextOptions options)
    {
        var language = new LanguageModel(LanguageModelPresets.Of("tiny", 80), new NamedSeed(7), CPU, dropout: options.Dropout);
        var model = new JointModel(language, options, Dimension, Labels.Count, new NamedSeed(8));
        model.FitFrames(Rows());
        return model;
    }
}
