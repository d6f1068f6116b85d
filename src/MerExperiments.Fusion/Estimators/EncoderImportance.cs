using MerExperiments.Corpora;
using MerExperiments.Evaluation;
using MerExperiments.Features;
using MerExperiments.Settings;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Estimators;

/// <summary>How much a fitted model's score falls when an encoder's rows are exchanged between utterances: permutation importance (Breiman, 2001, Random Forests) of a whole
/// encoder.</summary>
/// <remarks>ML.NET's own permutes one value of one column at a time, and throws on a head that is an ONNX graph. A drop is that of this model: one encoder that says what another
/// says, too, may look useless though both are not. Missing features are exchanged as other rows are. A drop below 0 is chance.</remarks>
/// <param name="Encoder">The encoder.</param>
/// <param name="Drops">The drop of each metric, as differences of shares (0.1 is ten points).</param>
public sealed record EncoderImportance(string Encoder, IReadOnlyDictionary<Metric, ScoreDrop> Drops)
{
    private const string Predicted = "PredictedLabel";

    /// <summary>Measures the importance of each table's encoder, in the tables' order.</summary>
    /// <param name="model">A pipeline that gives <c>PredictedLabel</c>, a key with class names, from the columns of <see cref="FeatureTables.Join"/>; one fitted without the part.</param>
    /// <param name="corpus">The corpus.</param>
    /// <param name="tables">One table per encoder. One that the model does not read has a drop of exactly 0.</param>
    /// <param name="part">The part that is scored; its utterances without a label are left out.</param>
    /// <param name="options">Repeats and seed; null for the defaults. The same seed gives the same drops.</param>
    /// <exception cref="InvalidInputException">The part has no labelled utterance, a table lacks one, the model gives no such prediction or one of another class, or the
    /// options are out of range.</exception>
    public static IReadOnlyList<EncoderImportance> Of(
        ITransformer model, Corpus corpus, IReadOnlyList<FeatureTable> tables, UtterancePart part, ImportanceOptions? options = null)
    {
        options ??= new ImportanceOptions();
        OptionsCheck.Require(options, "");

        // All rows are told to be of the test part: what is scored needs no folds, which few utterances may not allow to be planned.
        Corpus scored = corpus.With(corpus.Of(part).Where(row => row.Label is not null).Select(row => row with { Part = UtterancePart.Test }));
        int[] truth = [.. scored.Utterances.Select(row => corpus.Labels.IndexOf(row.Label))];
        Dictionary<Metric, double> whole = Scores(model, scored, truth, tables);
        return [.. tables.Select(table => Importance(table))];

        EncoderImportance Importance(FeatureTable table)
        {
            Dictionary<Metric, double>[] permuted =
            [
                .. Enumerable.Range(0, options.Repeats).Select(repeat => Scores(
                    model, scored, truth, [.. tables.Select(other => other == table ? Exchanged(table, scored, options.Seed.For(table.Encoder, repeat).ToRandom()) : other)])),
            ];
            return new EncoderImportance(
                table.Encoder, Enum.GetValues<Metric>().ToDictionary(metric => metric, metric => ScoreDrop.Of([.. permuted.Select(scores => whole[metric] - scores[metric])])));
        }
    }

    private static Dictionary<Metric, double> Scores(ITransformer model, Corpus scored, int[] truth, IReadOnlyList<FeatureTable> tables)
    {
        int[] predicted = Predictions(model.Transform(FeatureTables.Join(scored, tables)), scored.Labels);
        return Enum.GetValues<Metric>().ToDictionary(metric => metric, metric => Metrics.Of(metric, truth, predicted, scored.Labels.Count));
    }

    /// <summary>The table with its rows, states included, dealt out anew among the scored utterances.</summary>
    private static FeatureTable Exchanged(FeatureTable table, Corpus scored, Random random)
    {
        string[] names = [.. scored.Utterances.Select(row => row.Name)], sources = [.. names];
        random.Shuffle(sources);
        FeatureTable dealt = table.Select(sources);
        return new FeatureTable(table.Encoder, table.Modality, table.Dimension, names, dealt.States, dealt.Memory);
    }

    private static int[] Predictions(IDataView scored, LabelSet labels)
    {
        if (scored.Schema.GetColumnOrNull(Predicted) is not { Type: KeyDataViewType } column
            || column.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            throw new InvalidInputException("model", $"gives no \"{Predicted}\" that is a key of class names; end the pipeline in a head, or before MapKeyToValue");
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        int[] classes = [.. names.DenseValues().Select(name => labels.IndexOf(name.ToString()))];
        int unknown = Array.IndexOf(classes, -1);
        return unknown < 0
            ? [.. scored.GetColumn<uint>(column).Select(key => key == 0 ? throw new InvalidInputException("model", "predicts no class for a row") : classes[key - 1])]
            : throw new InvalidInputException("model", $"predicts the class \"{names.GetItemOrDefault(unknown)}\", which the corpus has not; it has {string.Join(", ", labels.Names)}");
    }
}

/// <summary>By how much a score fell, over several permutations.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of one permutation's drop (by n - 1): how much chance there is in it, not how sure the mean is.</param>
public sealed record ScoreDrop(double Mean, double Deviation)
{
    internal static ScoreDrop Of(double[] drops)
    {
        double mean = drops.Average();
        return new ScoreDrop(mean, Math.Sqrt(drops.Sum(drop => (drop - mean) * (drop - mean)) / (drops.Length - 1)));
    }
}

/// <summary>How importance is measured.</summary>
public sealed record ImportanceOptions
{
    /// <summary>The permutations of each encoder, 2 or more, or there is no deviation. Default 10.</summary>
    [Between(2, int.MaxValue)]
    public int Repeats { get; init; } = 10;

    /// <summary>The seed of the permutations. Default 2024.</summary>
    [NoKey]
    public NamedSeed Seed { get; init; } = new(2024);
}
