using MerExperiments.Fusion.Ensembles;

namespace MerExperiments.Fusion.Tests.Ensembles;

public sealed class SweptEnsembleTests : EnsembleMethodContract
{
    protected override IEnsembleMethod Method => new SweptEnsemble(Voters.Accuracy, 30);

    [Fact]
    public void Fit_WithAProposer_ShowsItTheDrawsBeforeAndTakesTheBest()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(100, 0.1, 0.9);
        var lengths = new List<int>();
        var method = new SweptEnsemble(Voters.Accuracy, 3, (names, tried, _) =>
        {
            lengths.Add(tried.Count);
            return [0, 0.5];
        });

        EnsembleWeights weights = method.Fit(members, truth, Example.Labels, new NamedSeed(1));

        Assert.Equal([1, 2], lengths);
        Assert.Equal([0, 1], weights.Values);
    }
}
