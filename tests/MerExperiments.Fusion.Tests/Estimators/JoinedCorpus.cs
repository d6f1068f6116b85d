using MerExperiments.Corpora;
using MerExperiments.Features;

namespace MerExperiments.Fusion.Tests.Estimators;

/// <summary>A made-up corpus of ten speakers, and tables of an encoder that knows the class and of encoders that know nothing.</summary>
internal static class JoinedCorpus
{
    private static readonly LabelSet Labels = new(["calm", "angry"]);

    /// <summary>60 labelled utterances and 30 of the test part, every third of which has no label.</summary>
    public static Corpus Corpus { get; } = new("made-up", "/", Labels, Enumerable.Range(0, 90).Select(Utterance));

    /// <summary>The class with noise.</summary>
    public static FeatureTable Telling { get; } = Table("telling", (row, random) => (row % 2) + (0.4f * (float)(random.NextDouble() - 0.5)));

    /// <summary>Noise; missing in every ninth row.</summary>
    public static FeatureTable Noise { get; } = Table("noise", (row, random) => row % 9 == 0 ? float.NaN : (float)random.NextDouble());

    /// <summary>Noise that no head reads.</summary>
    public static FeatureTable Unread { get; } = Table("unread", (_, random) => (float)random.NextDouble());

    private static Utterance Utterance(int i) => new()
    {
        Name = $"u{i:D2}",
        Part = i < 60 ? UtterancePart.Labelled : UtterancePart.Test,
        Speaker = $"s{i % 20 / 2}",
        Label = i >= 60 && i % 3 == 0 ? null : Labels[i % 2],
    };

    private static FeatureTable Table(string encoder, Func<int, Random, float> value)
    {
        Random random = new NamedSeed(1).For(encoder).ToRandom();
        float[] values = [.. Enumerable.Range(0, 90).Select(row => value(row, random)).SelectMany(v => new[] { v, -v })];
        FeatureState[] states = [.. values.Chunk(2).Select(row => float.IsNaN(row[0]) ? FeatureState.Missing : FeatureState.Present)];
        return new FeatureTable(encoder, Modality.Audio, 2, [.. Corpus.Utterances.Select(u => u.Name)], states, values);
    }
}
