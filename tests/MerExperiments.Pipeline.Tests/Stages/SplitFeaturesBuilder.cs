using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Splits;

namespace MerExperiments.Pipeline.Tests.Stages;

/// <summary>Sixty labelled, forty pool and twelve test utterances of three classes, with one noisy feature table.</summary>
internal static class SplitFeaturesBuilder
{
    public static readonly LabelSet Labels = new(["low", "middle", "high"]);

    /// <summary>The data, with ten speakers or none; with a fold given, the labels of that fold's validation part are exchanged in turn, and nothing else.</summary>
    public static SplitFeatures Create(int? exchangedFold = null, bool speakers = false)
    {
        Utterance[] labelled = [.. Many(UtterancePart.Labelled, 60, speakers)];
        var folds = FoldPlan.Create(labelled, Labels, 3, new NamedSeed(5));
        Utterance[] seen = [.. labelled.Select(u => folds.FoldOf(u.Name) == exchangedFold ? u with { Label = Next(u.Label!) } : u)];
        var split = new Split
        {
            OuterFold = 0,
            Labelled = seen,
            Pool = [.. Many(UtterancePart.Pool, 40, speakers).Select(u => u with { Label = null })],
            Test = [.. Many(UtterancePart.Test, 12, speakers)],
            PoolTruth = new Dictionary<string, string>(),
            Folds = folds,
        };
        FeatureTable[] tables = [Table([.. labelled, .. split.Pool, .. split.Test])];
        return new SplitFeatures(split, Labels, tables, tables);
    }

    public static PseudoLabel PseudoLabel(string name, int fold) => new()
    {
        Name = name,
        Label = "low",
        Iteration = 1,
        Fold = fold,
        Agreement = 1,
        Confidence = 0.9,
        Rule = "agreement 1 >= 0.8",
        Votes = [],
    };

    private static IEnumerable<Utterance> Many(UtterancePart part, int count, bool speakers) => Enumerable.Range(0, count).Select(i => new Utterance
    {
        Name = $"{part}-{i:00}".ToLowerInvariant(),
        Part = part,
        Label = Labels[i % 3],
        Speaker = speakers ? $"s{i % 10}" : null,
    });

    private static string Next(string label) => Labels[(Labels.IndexOf(label) + 1) % Labels.Count];

    private static FeatureTable Table(IReadOnlyList<Utterance> utterances)
    {
        Random random = new NamedSeed(9).ToRandom();
        float[] values = [.. utterances.SelectMany(u => Enumerable.Range(0, 4).Select(
            d => (float)((int.Parse(u.Name[^2..], System.Globalization.CultureInfo.InvariantCulture) % 3 == d ? 1.5 : 0) + random.NextDouble())))];
        return new FeatureTable("tone", Modality.Audio, 4, [.. utterances.Select(u => u.Name)], new FeatureState[utterances.Count], values);
    }
}
