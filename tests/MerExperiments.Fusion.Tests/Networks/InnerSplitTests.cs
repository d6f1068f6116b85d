using CsCheck;
using MerExperiments.Fusion.Networks;

namespace MerExperiments.Fusion.Tests.Networks;

public sealed class InnerSplitTests
{
    private static readonly Gen<TrainingRows> AnyRows =
        from count in Gen.Int[1, 120]
        from speakers in Gen.Int[0, 12]
        from labels in Gen.Int[0, 2].Array[count]
        from pseudo in Gen.Bool.Array[count]
        from weights in Gen.Bool.Select(full => full ? 1f : 0.5f).Array[count]
        select new TrainingRows
        {
            Columns = [],
            Labels = labels,
            Weights = weights,
            PseudoLabelled = pseudo,
            Speakers = [.. Enumerable.Range(0, count).Select(row => speakers == 0 ? null : FormattableString.Invariant($"s{row % speakers}"))],
        };

    [Fact]
    public void Of_AnyRows_ValidatesOnNoPseudoLabelAndOnNoSpeakerOfTheTrainingPart() => AnyRows.Sample(rows =>
    {
        InnerSplit split = InnerSplit.Of(rows, new Random(1));
        bool grouped = rows.Speakers.Where((_, row) => !rows.PseudoLabelled![row]).Distinct().Count() >= 3;

        Assert.NotEmpty(split.Training);
        Assert.All(split.Validation, row => Assert.False(rows.PseudoLabelled![row]));
        Assert.Empty(split.Training.Intersect(split.Validation));
        Assert.True(!grouped || !split.Training.Select(r => rows.Speakers[r]).Intersect(split.Validation.Select(r => rows.Speakers[r])).Any());
    });

    [Fact]
    public void Of_HumanRowsOfLowerWeight_AreValidatedOn()
    {
        TrainingRows rows = Example.Draw(300).Rows;

        Assert.Equal(45, InnerSplit.Of(rows with { Weights = [.. rows.Weights.Select(_ => 0.5f)] }, new Random(1)).Validation.Count);
    }

    [Fact]
    public void Of_PseudoLabelsOfFullWeight_AreNeverValidatedOn()
    {
        TrainingRows rows = Example.Draw(300).Rows with { PseudoLabelled = [.. Enumerable.Range(0, 300).Select(row => row >= 100)] };

        Assert.All(InnerSplit.Of(rows, new Random(1)).Validation, row => Assert.InRange(row, 0, 99));
    }

    [Fact]
    public void Select_Rows_KeepTheirMark() =>
        Assert.Equal([true, false], (Example.Draw(3).Rows with { PseudoLabelled = [false, false, true] }).Select([2, 0]).PseudoLabelled!);

    [Fact]
    public void Of_RowsWithoutSpeakers_TakesFifteenPercentOfEachClass()
    {
        InnerSplit split = InnerSplit.Of(Example.Draw(300).Rows, new Random(1));

        Assert.Equal([15, 15, 15], split.Validation.CountBy(row => row % 3).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(255, split.Training.Count);
    }
}
