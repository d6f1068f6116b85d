using MerExperiments.Fusion.Ensembles;

namespace MerExperiments.Fusion.Tests.Ensembles;

public sealed class GreedyEnsembleTests : EnsembleMethodContract
{
    protected override IEnsembleMethod Method => new GreedyEnsemble(Voters.Accuracy);

    [Fact]
    public void Fit_OneGoodMemberAmongGuessers_TakesIt()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(300, 0.0, 0.0, 0.97, 0.0);

        Assert.InRange(Method.Fit(members, truth, Example.Labels, new NamedSeed(1))["voter2"], 0.6, 1);
    }

    [Fact]
    public void Fit_WithBags_SpreadsTheWeightOverMoreMembers()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(100, 0.95, 0.4, 0.4, 0.4, 0.4, 0.4);
        var bagged = new GreedyEnsemble(Voters.Accuracy, new EnsembleOptions { Bags = 20, Size = 3 });
        var single = new GreedyEnsemble(Voters.Accuracy, new EnsembleOptions { Size = 3 });

        Assert.True(MembersIn(bagged) > MembersIn(single));

        int MembersIn(GreedyEnsemble method) => method.Fit(members, truth, Example.Labels, new NamedSeed(1)).Values.Count(weight => weight > 0);
    }

    [Fact]
    public void Create_OptionsOutOfRange_AreAllRefused()
    {
        var refusal = Assert.Throws<InvalidInputException>(
            () => new GreedyEnsemble(Voters.Accuracy, new EnsembleOptions { Size = 0, Bags = -1, BagShare = 2 }));

        Assert.Equal(3, refusal.Faults.Count);
    }
}
