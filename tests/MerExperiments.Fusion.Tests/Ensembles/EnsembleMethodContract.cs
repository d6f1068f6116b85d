using MerExperiments.Fusion.Ensembles;

namespace MerExperiments.Fusion.Tests.Ensembles;

/// <summary>What every ensemble method must do.</summary>
public abstract class EnsembleMethodContract
{
    private static readonly NamedSeed Seed = new(11);

    protected abstract IEnsembleMethod Method { get; }

    [Fact]
    public void Fit_AnyMembers_GivesWeightsOfOneTogetherAndNoneNegative()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(200, 0.5, 0.7, 0.3, 0.6);

        EnsembleWeights weights = Method.Fit(members, truth, Example.Labels, Seed);

        Assert.Equal(members.Select(member => member.Name), weights.Names);
        Assert.Equal(1, weights.Values.Sum(), 1e-12);
        Assert.All(weights.Values, weight => Assert.InRange(weight, 0, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_OnItsOwnUtterances_IsNeverWorseThanTheMean(int draw)
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(80, draw, 0.4, 0.6, 0.5, 0.35, 0.55);

        EnsembleWeights weights = Method.Fit(members, truth, Example.Labels, Seed);

        Posteriors[] all = [.. members.Select(member => member.OutOfFold)];
        Assert.True(Voters.Accuracy(weights.Apply(all), truth) >= Voters.Accuracy(Posteriors.Mean(all), truth));
    }

    [Fact]
    public void Fit_Twice_GivesTheSameWeights()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(100, 0.5, 0.7, 0.3);

        Assert.Equal(Method.Fit(members, truth, Example.Labels, Seed).Values, Method.Fit(members, truth, Example.Labels, Seed).Values);
    }

    [Fact]
    public void Fit_MembersInAnotherOrder_GivesEachTheSameWeight()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(100, 0.5, 0.7, 0.3, 0.6);

        EnsembleWeights forward = Method.Fit(members, truth, Example.Labels, Seed);
        EnsembleWeights backward = Method.Fit([.. members.Reverse()], truth, Example.Labels, Seed);

        Assert.All(members, member => Assert.Equal(forward[member.Name], backward[member.Name], 1e-12));
    }

    [Fact]
    public void Fit_OneMember_GivesItAllTheWeight()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(40, 0.5);

        Assert.Equal(1, Method.Fit(members, truth, Example.Labels, Seed)[members[0].Name]);
    }

    [Fact]
    public void Fit_TwoMembersOfOneName_IsRefused()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(40, 0.5);

        Assert.Throws<ArgumentException>(() => Method.Fit([members[0], members[0]], truth, Example.Labels, Seed));
    }
}
