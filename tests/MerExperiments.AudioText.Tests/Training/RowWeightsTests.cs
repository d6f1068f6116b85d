using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class RowWeightsTests
{
    private static readonly int[] Labels = [0, 0, 0, 1];
    private static readonly float[] Weights = [1, 1, 0.5f, 1];

    [Fact]
    public void Of_WeightedClasses_IsAverageRowsOverTheClasss() =>
        Assert.Equal([2 / 3f, 2 / 3f, 1 / 3f, 2], RowWeights.Of(Labels, Weights, ClassBalance.Weights));

    [Theory]
    [InlineData(ClassBalance.None)]
    [InlineData(ClassBalance.Sampling)]
    public void Of_OtherBalances_IsTheRowsOwn(ClassBalance balance) => Assert.Equal(Weights, RowWeights.Of(Labels, Weights, balance));
}
