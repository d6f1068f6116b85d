using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class ValidationSplitTests
{
    private const int Rows = 120;
    private static readonly int[] Labels = [.. Enumerable.Range(0, Rows).Select(row => row % 4)];
    private static readonly float[] Human = [.. Enumerable.Repeat(1f, Rows)];
    private static readonly string?[] Nobody = new string?[Rows];

    [Fact]
    public void Of_RowsWithoutSpeakers_HoldsBackAShareOfEachClass()
    {
        ValidationSplit split = Split(Human, Nobody);
        Assert.Equal([6, 6, 6, 6], split.Validation.CountBy(row => Labels[row]).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(Enumerable.Range(0, Rows), split.Training.Concat(split.Validation).Order());
    }

    [Fact]
    public void Of_RowsWithSpeakers_HoldsBackWholeSpeakers()
    {
        string[] speakers = [.. Enumerable.Range(0, Rows).Select(row => $"s{row / 10}")];
        ValidationSplit split = Split(Human, speakers);
        Assert.Empty(split.Training.Select(row => speakers[row]).Intersect(split.Validation.Select(row => speakers[row])));
        Assert.InRange(split.Validation.Count, 24, 30);
    }

    [Fact]
    public void Of_PseudoLabelledRows_NeverValidatesOnThem()
    {
        float[] weights = [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? 1f : 0.7f)];
        Assert.All(Split(weights, Nobody).Validation, row => Assert.Equal(1, weights[row]));
    }

    [Fact]
    public void Of_PseudoLabelledRowsOfAHeldSpeaker_DropsThem()
    {
        string[] speakers = [.. Enumerable.Range(0, Rows).Select(row => $"s{row / 10}")];
        float[] weights = [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 9 ? 0.5f : 1f)];
        ValidationSplit split = Split(weights, speakers);
        Assert.Empty(split.Training.Select(row => speakers[row]).Intersect(split.Validation.Select(row => speakers[row])));
        Assert.True(split.Training.Count + split.Validation.Count < Rows);
    }

    [Fact]
    public void Of_AClassOfOneRow_TrainsOnIt()
    {
        int[] labels = [4, .. Labels[1..]];
        Assert.Contains(0, ValidationSplit.Of(labels, Human, Nobody, 0.5, new NamedSeed(3)).Training);
    }

    [Fact]
    public void Of_FewRows_HoldsNoneBack()
    {
        ValidationSplit split = ValidationSplit.Of(Labels[..19], Human[..19], Nobody[..19], 0.2, new NamedSeed(3));
        Assert.Empty(split.Validation);
        Assert.Equal(19, split.Training.Count);
    }

    private static ValidationSplit Split(float[] weights, string?[] speakers) => ValidationSplit.Of(Labels, weights, speakers, 0.2, new NamedSeed(3));
}
