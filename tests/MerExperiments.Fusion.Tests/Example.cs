using MerExperiments.Features;

namespace MerExperiments.Fusion.Tests;

/// <summary>A small task: three encoders, each of which sees a part of the class through noise, so that none suffices alone.</summary>
internal sealed record Example(TrainingRows Rows, IReadOnlyList<FeatureTable> Tables)
{
    private static readonly (string Encoder, Modality Modality, int Dimension)[] Encoders =
        [("speech", Modality.Audio, 12), ("words", Modality.Text, 20), ("faces", Modality.Video, 7)];

    public static LabelSet Labels { get; } = new(["calm", "glad", "angry"]);

    public int Count => Rows.Count;

    public static Example Draw(int count, int seed = 1, double missing = 0, int classes = 3)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % classes)];
        FeatureTable[] tables = [.. Encoders.Select((encoder, e) => Table(encoder, e, labels, missing, random))];
        return new Example(ToRows(tables, labels), tables);
    }

    public static TrainingRows ToRows(IReadOnlyList<FeatureTable> tables, IReadOnlyList<int> labels) => new()
    {
        Columns = [.. tables.Select(table => new FeatureColumn(table.Encoder, table.Dimension, table.Memory))],
        Labels = labels,
        Weights = [.. labels.Select(_ => 1f)],
        Speakers = [.. labels.Select(string? (_) => null)],
    };

    /// <summary>The share of the rows whose most probable class is the true one.</summary>
    public double AccuracyOf(FittedHead head)
    {
        int[] predicted = head.Predict(Tables).PredictedIndices();
        return predicted.Zip(Rows.Labels).Count(pair => pair.First == pair.Second) / (double)Count;
    }

    private static FeatureTable Table(
        (string Encoder, Modality Modality, int Dimension) encoder, int place, int[] labels, double missing, Random random)
    {
        float[] values = new float[labels.Length * encoder.Dimension];
        var states = new FeatureState[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            bool absent = random.NextDouble() < missing;
            states[row] = absent ? FeatureState.Missing : FeatureState.Present;
            for (int d = 0; d < encoder.Dimension; d++)
            {
                double signal = labels[row] == (place + d) % 3 && d < 4 ? 1.5 : 0;
                double noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
                values[row * encoder.Dimension + d] = absent ? float.NaN : (float)(signal + 2 * noise) * (d + 1) + 10 * d;
            }
        }

        string[] names = [.. Enumerable.Range(0, labels.Length).Select(row => FormattableString.Invariant($"clip{row:D4}"))];
        return new FeatureTable(encoder.Encoder, encoder.Modality, encoder.Dimension, names, states, values);
    }
}
