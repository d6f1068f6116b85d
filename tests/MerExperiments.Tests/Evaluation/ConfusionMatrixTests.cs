using CsCheck;
using MerExperiments.Evaluation;

namespace MerExperiments.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    private static readonly LabelSet Published = new(["angry", "happy", "neutral", "sad", "surprise", "worried"]);

    private static readonly int[][] PublishedRows =
    [
        [224, 0, 5, 2, 4, 1], [1, 213, 16, 0, 2, 1], [23, 24, 128, 17, 11, 29], [3, 2, 5, 284, 0, 1], [6, 1, 2, 0, 42, 4], [2, 0, 6, 2, 3, 106],
    ];

    [Fact]
    public void Waf_PublishedMatrixOfMer2024_IsThePublishedScore()
    {
        var matrix = ConfusionMatrix.FromRows(PublishedRows, Published);

        Assert.Equal(1170, matrix.N);
        Assert.Equal(0.8521367521367521, matrix.Accuracy, 15);
        Assert.Equal(0.8458065521840188, matrix.Waf, 15);
    }

    [Fact]
    public void PerClass_PublishedMatrixOfMer2024_WeighsUpToWaf()
    {
        var matrix = ConfusionMatrix.FromRows(PublishedRows, Published);

        Assert.Equal(matrix.Waf, matrix.PerClass.Sum(c => c.Support * c.F1) / matrix.N, 12);
        Assert.Equal(matrix.Uar, matrix.PerClass.Average(c => c.Recall), 12);
    }

    [Fact]
    public void PerClass_HandWorkedClass_HasItsPrecisionRecallAndF1()
    {
        ClassScore happy = ConfusionMatrix.FromRows(PublishedRows, Published).PerClass[1];

        Assert.Equal(new ClassScore("happy", 233, 213.0 / 240, 213.0 / 233, 426.0 / 473), happy);
    }

    [Fact]
    public void PerClass_ClassWithoutSupportOrPrediction_IsZero()
    {
        var matrix = ConfusionMatrix.Of([0, 1], [0, 0], new LabelSet(["a", "b", "c"]));

        Assert.Equal(new ClassScore("c", 0, 0, 0, 0), matrix.PerClass[2]);
        Assert.Equal(new ClassScore("b", 1, 0, 0, 0), matrix.PerClass[1]);
    }

    [Fact]
    public void Of_AnyPredictions_AgreesWithTheFastPath() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 60].Sample(pairs =>
        {
            int[] truth = [.. pairs.Select(pair => pair.Item1)];
            int[] predicted = [.. pairs.Select(pair => pair.Item2)];
            var matrix = ConfusionMatrix.Of(truth, predicted, new LabelSet(["a", "b", "c", "d"]));
            return Enum.GetValues<Metric>().All(metric => matrix.Of(metric) == Metrics.Of(metric, truth, predicted, 4));
        });

    [Fact]
    public void FromRows_NotSquare_Throws()
    {
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.FromRows([[1, 2], [3]], new LabelSet(["a", "b"])));
    }

    [Fact]
    public void Of_FewerPredictionsThanUtterances_Throws()
    {
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 1], [0], new LabelSet(["a", "b"])));
    }
}
