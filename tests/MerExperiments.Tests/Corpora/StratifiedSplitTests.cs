using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class StratifiedSplitTests
{
    private static readonly LabelSet Labels = new(["x", "y", "z"]);

    private static readonly Utterance[] Utterances =
    [
        .. "xxxxxxxxxxyyyyyz".Select((c, i) => new Utterance { Name = $"u{i:D2}", Part = UtterancePart.Labelled, Label = c.ToString() }),
    ];

    [Fact]
    public void Create_FortyPercent_HoldsOutThatShareOfEachClass()
    {
        StratifiedSplit split = StratifiedSplit.Create(Utterances, Labels, 0.4, new NamedSeed(1));

        Assert.Equal([4, 2, 0], Labels.Names.Select(label => split.Held.Count(u => u.Label == label)));
        Assert.Equal(Utterances.Length, split.Held.Concat(split.Rest).Distinct().Count());
    }

    [Fact]
    public void Create_OtherOrder_HoldsOutTheSame()
    {
        StratifiedSplit split = StratifiedSplit.Create(Utterances, Labels, 0.4, new NamedSeed(1));
        StratifiedSplit other = StratifiedSplit.Create([.. Utterances.Reverse()], Labels, 0.4, new NamedSeed(1));

        Assert.Equal(split.Held, other.Held.Reverse());
    }

    [Fact]
    public void Create_NinetyNinePercent_KeepsOneOfEachClass() =>
        Assert.Equal(3, StratifiedSplit.Create(Utterances, Labels, 0.99, new NamedSeed(1)).Rest.Count);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Create_FractionOutOfRange_IsRefused(double fraction) =>
        Assert.Throws<InvalidInputException>(() => StratifiedSplit.Create(Utterances, Labels, fraction, new NamedSeed(1)));
}
