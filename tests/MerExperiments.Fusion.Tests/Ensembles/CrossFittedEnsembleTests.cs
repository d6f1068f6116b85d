using MerExperiments.Fusion.Ensembles;

namespace MerExperiments.Fusion.Tests.Ensembles;

public sealed class CrossFittedEnsembleTests
{
    /// <summary>In each fold another member is right, so weights fitted on the other fold pick the wrong one: scored out of fold this shows.</summary>
    [Fact]
    public void Fit_MemberThatIsRightInOneFoldOnly_IsScoredByTheWeightsOfTheOther()
    {
        (EnsembleMember[] sure, int[] truth) = Voters.Draw(60, 1.0);
        (EnsembleMember[] wrong, _) = Voters.Draw(60, 0.0);
        int[] folds = [.. Enumerable.Range(0, 60).Select(row => row / 30)];
        int[] first = [.. Enumerable.Range(0, 30)];
        EnsembleMember[] members = [Spliced("a", sure[0], wrong[0], first), Spliced("b", wrong[0], sure[0], first)];

        (EnsembleWeights final, Posteriors outOfFold) = CrossFittedEnsemble.Fit(
            new GreedyEnsemble(Voters.Accuracy), members, truth, folds, Example.Labels, new NamedSeed(1));

        Assert.True(Voters.Accuracy(outOfFold, truth) < Voters.Accuracy(final.Apply([.. members.Select(m => m.OutOfFold)]), truth));
    }

    [Fact]
    public void Fit_OneFold_IsRefused()
    {
        (EnsembleMember[] members, int[] truth) = Voters.Draw(10, 0.5);

        Assert.Throws<ArgumentException>(
            () => CrossFittedEnsemble.Fit(new MeanEnsemble(), members, truth, new int[10], Example.Labels, new NamedSeed(1)));
    }

    private static EnsembleMember Spliced(string name, EnsembleMember head, EnsembleMember tail, int[] first)
    {
        float[] values = tail.OutOfFold.Values.ToArray();
        head.OutOfFold.Select(first).Values.CopyTo(values);
        return new EnsembleMember(name, new Posteriors(head.OutOfFold.Names, head.OutOfFold.Labels, values));
    }
}
