using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Training;
using MerExperiments.Features;

namespace MerExperiments.AudioText.Tests.Training;

/// <summary>Rows whose class neither tone nor words tell alone: warm tone with kind words and cold tone with unkind words are one class, the others the other.</summary>
internal static class ToneAndWords
{
    public const int Dimension = 3;

    private static readonly string[][] Said = [["what a lovely day", "that is great", "thank you so much"], ["leave me alone", "this is awful", "go away now"]];

    public static LabelSet Labels { get; } = new(["sincere", "ironic"]);

    public static NamedSeed Seed { get; } = new(2024);

    /// <summary>Everything random switched off but the weights: what the smallest model can learn in seconds.</summary>
    public static AudioTextOptions Options { get; } = new()
    {
        Model = "tiny",
        Vocabulary = 300,
        Dropout = 0,
        AudioAlone = 0,
        TextAlone = 0,
        LongestAudio = 16,
        LongestText = 16,
        Epochs = 4,
        Batch = 8,
        LearningRate = 4e-3,
        Patience = 50,
    };

    public static LowRankOptions Adapters { get; } = new() { Use = LowRankUse.On };

    public static ILanguageModelSource Language { get; } = new ScratchLanguageModel(LanguageModelPresets.Of("tiny", 120, 64));

    /// <summary>So many rows, of lengths that differ, the classes in turn.</summary>
    public static JointRows Rows(int count)
    {
        int[] frames = [.. Enumerable.Range(0, count).Select(row => 4 + (row * 7 % 23))];
        var random = new Random(3);
        float[] values = [.. frames.SelectMany((length, row) => Enumerable.Range(0, length * Dimension).Select(_ => (float)(Warmth(row) + random.NextDouble() - 0.5)))];
        long[] offsets = [0, .. frames.Select((_, row) => (long)frames[..(row + 1)].Sum())];
        string[] names = [.. frames.Select((_, row) => $"clip-{row}")];
        return new JointRows
        {
            Frames = new FrameTable(new TableRows("tone", Modality.Audio, names, [.. names.Select(_ => FeatureState.Present)]), Dimension, values, offsets),
            FrameRows = [.. Enumerable.Range(0, count)],
            Names = names,
            Texts = [.. names.Select((_, row) => Said[Kindness(row)][row % 3])],
            Labels = [.. names.Select((_, row) => row / 2 % 2 ^ Kindness(row))],
            Weights = [.. names.Select(_ => 1f)],
            Speakers = [.. names.Select(_ => (string?)null)],
        };
    }

    public static FittedJointModel Fit(JointRows rows, AudioTextOptions? options = null, TrainingRun? run = null, double validation = 0.2, NamedSeed? seed = null) =>
        new JointTrainer(Language, options ?? Options, seed ?? Seed) { ValidationShare = validation }.Fit(rows, Labels, (run ?? new TrainingRun()) with { CheckpointSteps = 3 });

    public static int[] Predicted(JointEncoding encoding) =>
        [.. encoding.Posteriors.Chunk(encoding.Classes).Select(row => row.Index().MaxBy(pair => pair.Item).Index)];

    private static int Kindness(int row) => row % 2;

    private static double Warmth(int row) => row / 2 % 2 == 0 ? 1 : -1;
}
