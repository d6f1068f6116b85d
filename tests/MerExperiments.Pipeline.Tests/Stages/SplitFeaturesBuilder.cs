using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion.Text;
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
        Split split = SplitOf(exchangedFold, speakers);
        FeatureTable[] tables = [Table([.. split.Labelled, .. split.Pool, .. split.Test])];
        return new SplitFeatures(split, Labels, tables, tables);
    }

    /// <summary>The data with transcripts alone. With a fold given, the transcripts of its validation part, of the pool and of the test part have words that no others have.</summary>
    public static SplitFeatures CreateTexts(int? otherFold = null)
    {
        TextFeatureOptions options = new() { LongestText = 40, Components = 6, LeastTexts = 1 };
        Split split = SplitOf(null, speakers: false);
        Utterance[] all = [.. split.Labelled, .. split.Pool, .. split.Test];
        string[] words = ["sigh alas", "well so", "hurray yes"];
        string[] texts = [.. all.Select(u => words[(Number(u) + (Number(u) % 5 == 0 ? 1 : 0)) % 3] + (Number(u) % 7 == 0 ? " um" : "")
            + (otherFold is { } fold && (u.Part != UtterancePart.Labelled || split.Folds.FoldOf(u.Name) == fold) ? " zebra quux" : ""))];
        FeatureTable[] tables = [TextRows.Of([.. all.Select(u => u.Name)], texts, options)];
        return new SplitFeatures(split, Labels, tables, tables, new TextFit(options, new NamedSeed(4)));
    }

    private static Split SplitOf(int? exchangedFold, bool speakers)
    {
        Utterance[] labelled = [.. Many(UtterancePart.Labelled, 60, speakers)];
        var folds = FoldPlan.Create(labelled, Labels, 3, new NamedSeed(5));
        Utterance[] seen = [.. labelled.Select(u => folds.FoldOf(u.Name) == exchangedFold ? u with { Label = Next(u.Label!) } : u)];
        return new Split
        {
            OuterFold = 0,
            Labelled = seen,
            Pool = [.. Many(UtterancePart.Pool, 40, speakers).Select(u => u with { Label = null })],
            Test = [.. Many(UtterancePart.Test, 12, speakers)],
            PoolTruth = new Dictionary<string, string>(),
            Folds = folds,
        };
    }

    private static int Number(Utterance utterance) => int.Parse(utterance.Name[^2..], System.Globalization.CultureInfo.InvariantCulture);

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
            d => (float)((Number(u) % 3 == d ? 1.5 : 0) + random.NextDouble())))];
        return new FeatureTable("tone", Modality.Audio, 4, [.. utterances.Select(u => u.Name)], new FeatureState[utterances.Count], values);
    }
}
