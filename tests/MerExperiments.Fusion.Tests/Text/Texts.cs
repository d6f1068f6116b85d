using MerExperiments.Fusion.Text;

namespace MerExperiments.Fusion.Tests.Text;

/// <summary>Texts for tests, as rows and as training rows.</summary>
internal static class Texts
{
    private static readonly string[][] Said = [["fine", "so", "ok"], ["great", "love", "wow"], ["hate", "stop", "damn"]];

    public static string?[] Mixed { get; } =
        ["You must've had your hands full.", "That I did. That I did.", "我真的很高兴!", "Oh, no no no!", "他走了, 我很难过…", "a", "yes yes yes yes"];

    public static ReadOnlyMemory<float> Rows(TextFeatureOptions options, params string?[] texts) => Table(options, texts).Memory;

    public static Features.FeatureTable Table(TextFeatureOptions options, params string?[] texts) =>
        TextRows.Of([.. texts.Select((_, row) => FormattableString.Invariant($"clip{row:D4}"))], texts, options);

    /// <summary>Texts of which one word in three tells the class, which is the row's number modulo 3.</summary>
    public static string?[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => string.Join(' ', Enumerable.Range(0, 6).Select(
            i => Said[i % 3 == 0 ? row % 3 : random.Next(3)][random.Next(3)])))];
    }

    /// <summary>The same as a training part with its fitted texts.</summary>
    public static TrainingRows Training(TextFeatureOptions options, int count, int seed)
    {
        Features.FeatureTable table = Table(options, Draw(count, seed));
        return Example.ToRows([table], [.. Enumerable.Range(0, count).Select(row => row % 3)]) with
        {
            Columns = [new FeatureColumn(table.Encoder, table.Dimension, table.Memory) { Text = new FoldText(table.Memory, options, new NamedSeed(4)) }],
        };
    }
}
