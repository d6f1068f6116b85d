using MerExperiments.Settings;

namespace MerExperiments.Mining.Tests;

public sealed class MultiModelVotingTests
{
    private static readonly VoterPosteriors[] Three =
    [
        Pools.Voter("0001", ("x", 0.75f, 0.25f, 0), ("y", 0, 0.5f, 0.25f), ("z", 0.5f, 0.25f, 0.25f)),
        Pools.Voter("0002", ("x", 0.5f, 0.25f, 0.25f), ("y", 0.75f, 0.25f, 0), ("z", 0.25f, 0.5f, 0.25f)),
        Pools.Voter("0003", ("x", 1, 0, 0), ("y", 0, 0.75f, 0.25f), ("z", 0.25f, 0, 0.75f)),
    ];

    [Fact]
    public void Vote_ThreeVotersByHand_GivesPluralityAgreementAndMeanPosterior()
    {
        IReadOnlyList<PseudoLabel> labels = MultiModelVoting.Vote(Three, Pools.Open, Pools.Round);

        Assert.Equal(["x", "y"], labels.Select(label => label.Name));
        Assert.Equal(["a", "b"], labels.Select(label => label.Label));
        Assert.Equal([1, 2.0 / 3], labels.Select(label => label.Agreement));
        Assert.Equal([0.75, 0.5], labels.Select(label => label.Confidence), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.All(labels, label => Assert.Equal((1, 2), (label.Iteration, label.Fold)));
    }

    [Fact]
    public void Vote_Admitted_SaysWhoVotedAndWhichRuleLetItIn()
    {
        VotingOptions options = new() { MinimumAgreement = 0.6, MinimumConfidence = 0.4, MaximumShare = 0.1 };
        PseudoLabel y = MultiModelVoting.Vote(Three, options, Pools.Round)[1];

        Assert.Equal("agreement 0.6667 >= 0.6; confidence 0.5 >= 0.4; rank 1 of quota 10", y.Rule);
        Assert.Equal([new Vote("0001", "b", 0.5), new Vote("0002", "a", 0.75), new Vote("0003", "b", 0.75)], y.Votes);
    }

    [Fact]
    public void Vote_ByDefault_AsksForFourInFiveAndSevenInTen()
    {
        Assert.Equal(["x"], MultiModelVoting.Vote(Three, new VotingOptions(), Pools.Round).Select(label => label.Name));
    }

    [Fact]
    public void Vote_OtherConfidenceForAClass_GoesByIt()
    {
        var perClass = new ValueMap([new("b", 0.5)]);
        VotingOptions options = Pools.Open with { MinimumConfidence = 0.9, MinimumConfidencePerClass = perClass };

        Assert.Equal(["y"], MultiModelVoting.Vote(Three, options, Pools.Round).Select(label => label.Name));
    }

    [Fact]
    public void Vote_EqualVotes_GoesToTheHigherMeanPosterior()
    {
        VoterPosteriors[] two = [Pools.Voter("0001", ("x", 0.5f, 0.25f, 0.25f)), Pools.Voter("0002", ("x", 0, 0.75f, 0.25f))];

        Assert.Equal("b", Assert.Single(MultiModelVoting.Vote(two, Pools.Open, Pools.Round)).Label);
    }

    [Fact]
    public void Vote_MorePassThanTheQuota_TakesTheMostConfidentThenByName()
    {
        VoterPosteriors[] one = [Pools.Voter("0001", ("q", 0.75f, 0.25f, 0), ("p", 0.75f, 0.25f, 0), ("r", 1, 0, 0))];
        IReadOnlyList<PseudoLabel> labels = MultiModelVoting.Vote(
            one, Pools.Open with { MaximumShare = 0.5 }, Pools.Round with { LabelledPerClass = [4, 0, 0] });

        Assert.Equal(["p", "r"], labels.Select(label => label.Name));
        Assert.EndsWith("rank 2 of quota 2 in all", labels[0].Rule);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Vote_ClassWithoutHumanLabels_IsNotGiven(bool classBalance)
    {
        VotingRound round = Pools.Round with { LabelledPerClass = [0, 100, 100] };

        Assert.DoesNotContain("a", MultiModelVoting.Vote(Three, Pools.Open with { ClassBalance = classBalance }, round).Select(label => label.Label));
    }

    [Fact]
    public void Vote_EmptyPool_GivesNothing()
    {
        Assert.Empty(MultiModelVoting.Vote([Pools.Voter("0001")], new VotingOptions(), Pools.Round));
    }

    [Fact]
    public void Vote_BadOptions_NamesAllFaults()
    {
        VotingOptions options = new()
        {
            MinimumAgreement = 0.4,
            MinimumConfidence = double.NaN,
            MinimumConfidencePerClass = new ValueMap([new("aa", 0.5)]),
            MaximumShare = 0,
        };
        var error = Assert.Throws<InvalidInputException>(() => MultiModelVoting.Vote(Three, options, Pools.Round));

        Assert.Equal(
            [
                "mining.minimumAgreement: is 0.4; it must be 0.5 or more",
                "mining.minimumConfidence: is NaN; it must be 0 or more",
                "mining.maximumShare: is 0; it must be 0.01 or more",
                "mining.minimumConfidencePerClass.aa: is no class; did you mean \"a\"?",
            ],
            error.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Vote_VotersThatDoNotFit_Throws()
    {
        VoterPosteriors one = Pools.Voter("0001", ("x", 1, 0, 0));
        VoterPosteriors otherPool = Pools.Voter("0002", ("y", 1, 0, 0));
        VoterPosteriors nameTwice = Pools.Voter("0003", ("x", 1, 0, 0), ("x", 1, 0, 0));

        Assert.All(
            new VoterPosteriors[][] { [], [one, one], [one, otherPool], [nameTwice] },
            voters => Assert.Throws<ArgumentException>(() => MultiModelVoting.Vote(voters, Pools.Open, Pools.Round)));
    }
}
