using MerExperiments.Evaluation;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Trainers;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Trainers;

/// <summary>Estimators of a user's own as heads.</summary>
public sealed class EstimatorHeadTests
{
    private static readonly SearchSpace Space = new([new RealParameter("l2", 1e-4, 1, 0.01)]);

    [Fact]
    public void Fit_PipelineOfAUsersOwn_IsAHead()
    {
        var head = new EstimatorHead("mine", Space, (context, parameters, _) =>
            context.Transforms.NormalizeMinMax("Features").Append(Sdca(context, parameters.Real("l2"))))
        {
            GivesProbabilities = true,
        };

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(Fit(head)), 0.7, 1);
    }

    [Fact]
    public void Fit_ClassesInAPairwiseTrainer_AreTheTrainersOwn()
    {
        var head = new EstimatorHead("pairs", Space, (context, _, _) => context.MulticlassClassification.Trainers.LightGbm(
            new Microsoft.ML.Trainers.LightGbm.LightGbmMulticlassTrainer.Options { NumberOfThreads = 1, Deterministic = true, Seed = 1, NumberOfIterations = 20, NumberOfLeaves = 8 }))
        {
            GivesProbabilities = true,
            IgnoresWeights = true,
        };

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(Fit(head)), 0.6, 1);
    }

    [Fact]
    public void Fit_Margins_BecomeCalibratedProbabilities()
    {
        Example test = Example.Draw(600, seed: 2);
        Posteriors posteriors = Fit(Heads.Find("linear-svm")).Predict(test.Tables);

        Assert.InRange(Calibration.ExpectedError(posteriors, [.. test.Rows.Labels]), 0, 0.12);
    }

    [Fact]
    public void ScaleOfScores_WithLabelsDrawnFromThem_IsFound()
    {
        var random = new Random(5);
        float[] logits = [.. Enumerable.Range(0, 9000).Select(_ => (float)(random.NextDouble() * 6))];
        int[] labels = [.. logits.Chunk(3).Select(row => Draw([.. row.Select(logit => Math.Exp(logit))], random))];

        double scale = ScoreScale.Fit([.. logits.Select(logit => 40 * logit)], labels, 3);

        Assert.Equal(1.0 / 40, scale, 0.003);
    }

    [Fact]
    public void Fit_TrainerThatSkipsRows_IsRefusedByName()
    {
        var linear = new EstimatorHead("holes", Space, (context, _, _) => WithHoles(context).Append(Sdca(context, 0.01)));
        var trees = new EstimatorHead("trees", Space, (context, _, _) => WithHoles(context).Append(context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.FastTree(), useProbabilities: false)));

        Assert.Matches("^head holes: its trainer did not see every row: Skipped [0-9]+ instances", Refusal(linear));
        Assert.Matches("^head trees: its trainer did not see every row: Skipped [0-9]+ instances", Refusal(trees));
    }

    [Fact]
    public void Fit_EstimatorWithoutScoresOfAllClasses_IsRefusedByName()
    {
        var normaliser = new EstimatorHead("normaliser", Space, (context, _, _) => context.Transforms.NormalizeMinMax("Features"));
        var regression = new EstimatorHead("regression", Space, (context, _, _) => context.Regression.Trainers.LbfgsPoissonRegression(labelColumnName: "Weight"));

        Assert.Equal("head normaliser: its estimator must give a column Score of 3 floats, one per class; it gives none", Refusal(normaliser));
        Assert.Equal("head regression: its estimator must give a column Score of 3 floats, one per class; it gives Single", Refusal(regression));
    }

    [Fact]
    public void Fit_StepThatOnnxLeavesOut_IsRefusedByName()
    {
        var head = new EstimatorHead("custom", Space, (context, _, _) => context.Transforms.CustomMapping<Vector, Vector>(
            (from, to) => to.Features = [.. from.Features.Select(value => value * 2)], null, outputSchemaDefinition: Vector.Schema).Append(Sdca(context, 0.01)));

        Assert.StartsWith("head custom: its ONNX graph scores training row 0 ", Refusal(head), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_MarginsSaidToBeProbabilities_AreRefusedByName()
    {
        var head = new EstimatorHead("margins", Space, (context, _, _) => context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.AveragedPerceptron(), useProbabilities: false))
        {
            GivesProbabilities = true,
        };

        Assert.StartsWith("head margins: its scores are said to be probabilities", Refusal(head), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0.000009f, null)]
    [InlineData(1, 0.00002f, 3)]
    [InlineData(1000, 0.009f, null)]
    [InlineData(1000, 0.02f, 3)]
    [InlineData(1, float.NaN, 3)]
    public void FirstDifference_IsRelativeToTheLargestScore(float largest, float difference, int? place) =>
        Assert.Equal(place, FittedEstimator.FirstDifference([0.5f, -largest, 0.5f, 0.25f], [0.5f, -largest, 0.5f, 0.25f + difference]));

    [Fact]
    public void FirstDifference_OtherNumberOfScores_IsOne() => Assert.Equal(0, FittedEstimator.FirstDifference([1, 2], [1]));

    private static IEstimator<ITransformer> Sdca(MLContext context, double l2) => context.MulticlassClassification.Trainers.SdcaMaximumEntropy(
        new Microsoft.ML.Trainers.SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, L2Regularization = (float)l2, MaximumNumberOfIterations = 20 });

    /// <summary>A step of a user's own that loses values: some rows come out with one missing.</summary>
    private static IEstimator<ITransformer> WithHoles(MLContext context) => context.Transforms.CustomMapping<Vector, Vector>(
        (from, to) => to.Features = [.. from.Features.Select(value => value > 1.8f ? float.NaN : value)], null, outputSchemaDefinition: Vector.Schema);

    private static int Draw(double[] powers, Random random)
    {
        double left = random.NextDouble() * powers.Sum();
        return powers.TakeWhile(power => (left -= power) > 0).Count();
    }

    private static string Refusal(IHead head) => Assert.Throws<InvalidInputException>(() => Fit(head)).Message;

    private static FittedHead Fit(IHead head) => head.Fit(Example.Draw(300).Rows, Example.Labels, ParameterSet.Empty, new NamedSeed(3), default);

    private sealed class Vector
    {
        public float[] Features { get; set; } = [];

        public static SchemaDefinition Schema
        {
            get
            {
                var schema = SchemaDefinition.Create(typeof(Vector));
                schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 42);
                return schema;
            }
        }
    }
}
