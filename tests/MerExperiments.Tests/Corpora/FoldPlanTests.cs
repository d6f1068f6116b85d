using CsCheck;
using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class FoldPlanTests
{
    private static readonly LabelSet Labels = new(["x", "y", "z"]);
    private static readonly NamedSeed Seed = new(7);

    private static readonly Gen<Utterance[]> WithoutSpeakers =
        Gen.Select(Gen.Int[5, 40], Gen.Int[5, 40], Gen.Int[5, 40]).Select((x, y, z) => Utterances([x, y, z], _ => null));

    private static readonly Gen<Utterance[]> WithSpeakers =
        Gen.Select(Gen.Int[20, 60], Gen.Int[20, 60], Gen.Int[5, 12]).Select((x, y, speakers) => Utterances([x, y, x], i => $"s{i * 31 % speakers}"));

    [Fact]
    public void Create_TenUtterancesOfAClass_FiveFoldsGetTwoEach()
    {
        FoldPlan plan = FoldPlan.Create(Utterances([10, 5, 5], _ => null), Labels, 5, Seed);

        Assert.False(plan.GroupedBySpeaker);
        Assert.Equal([2, 2, 2, 2, 2], Enumerable.Range(0, 5).Select(fold => plan.Folds.Take(10).Count(f => f == fold)));
    }

    [Fact]
    public void Create_WithoutSpeakers_ClassCountsDifferByAtMostOne() => WithoutSpeakers.Sample(utterances =>
    {
        FoldPlan plan = FoldPlan.Create(utterances, Labels, 5, Seed);
        return Labels.Names.All(label => Spread(utterances.Where(u => u.Label == label).Select(u => plan.FoldOf(u.Name)), 5) <= 1);
    });

    [Fact]
    public void Create_WithSpeakers_NoSpeakerStandsInTwoFoldsAndNoFoldIsEmpty() => WithSpeakers.Sample(utterances =>
    {
        FoldPlan plan = FoldPlan.Create(utterances, Labels, 5, Seed);
        return plan.Folds.Distinct().Count() == 5
            && utterances.GroupBy(u => u.Speaker).All(speaker => speaker.Select(u => plan.FoldOf(u.Name)).Distinct().Count() == 1);
    });

    [Fact]
    public void Create_ManyEqualSpeakers_ClassSharesStayNearAFifth()
    {
        Utterance[] utterances = Utterances([200, 100, 60], i => $"s{i * 7 % 40}");
        FoldPlan plan = FoldPlan.Create(utterances, Labels, 5, Seed);

        Assert.All(Labels.Names, label => Assert.All(
            Shares(utterances.Where(u => u.Label == label).Select(u => plan.FoldOf(u.Name)), 5), share => Assert.InRange(share, 0.12, 0.28)));
    }

    [Fact]
    public void Create_AnyOrder_GivesTheSamePlan() => Gen.Select(WithSpeakers, WithoutSpeakers, Gen.ULong).Sample((a, b, seed) =>
        new[] { a, b }.All(utterances =>
        {
            FoldPlan plan = FoldPlan.Create(utterances, Labels, 4, new NamedSeed(seed));
            Utterance[] shuffled = [.. utterances.OrderBy(u => u.Name.Reverse().First()).ThenByDescending(u => u.Name)];
            FoldPlan other = FoldPlan.Create(shuffled, Labels, 4, new NamedSeed(seed));
            return shuffled.Select(u => plan.FoldOf(u.Name)).SequenceEqual(other.Folds);
        }));

    [Fact]
    public void Create_OtherSeed_GivesAnotherPlan()
    {
        Utterance[] utterances = Utterances([30, 30, 30], _ => null);

        Assert.NotEqual(FoldPlan.Create(utterances, Labels, 5, Seed).Folds, FoldPlan.Create(utterances, Labels, 5, new NamedSeed(8)).Folds);
    }

    [Fact]
    public void Create_OneSpeakerOnly_DealsUtterances() =>
        Assert.False(FoldPlan.Create(Utterances([5, 5, 5], _ => "s1"), Labels, 5, Seed).GroupedBySpeaker);

    [Theory]
    [InlineData(1, 9, "folds: is 1; it must be 2 or more")]
    [InlineData(5, 3, "folds: is 5, but the class \"z\" has 3 labelled utterances")]
    [InlineData(9, 9, "folds: is 9, but there are 4 speakers")]
    public void Create_FoldsThatCannotBe_SaysWhy(int folds, int rarest, string problem)
    {
        Utterance[] utterances = Utterances([9, 9, rarest], i => $"s{i % 4}");

        Assert.Contains(problem, Assert.Throws<InvalidInputException>(() => FoldPlan.Create(utterances, Labels, folds, Seed)).Message);
    }

    [Fact]
    public void Create_UtteranceWithoutLabel_NamesIt()
    {
        Utterance[] utterances = [.. Utterances([5, 5, 5], _ => null), new Utterance { Name = "odd", Part = UtterancePart.Pool }];

        Assert.Contains("odd: its label is \"\"", Assert.Throws<InvalidInputException>(() => FoldPlan.Create(utterances, Labels, 5, Seed)).Message);
    }

    private static Utterance[] Utterances(int[] perClass, Func<int, string?> speaker) =>
    [
        .. perClass.SelectMany((count, label) => Enumerable.Repeat(Labels[label], count)).Select(
            (label, i) => new Utterance { Name = $"u{i:D4}", Part = UtterancePart.Labelled, Label = label, Speaker = speaker(i) }),
    ];

    private static int[] Counts(IEnumerable<int> folds, int count) => [.. Enumerable.Range(0, count).Select(fold => folds.Count(f => f == fold))];

    private static int Spread(IEnumerable<int> folds, int count) => Counts(folds, count).Max() - Counts(folds, count).Min();

    private static IEnumerable<double> Shares(IEnumerable<int> folds, int count) => Counts(folds, count).Select(n => (double)n / folds.Count());
}
