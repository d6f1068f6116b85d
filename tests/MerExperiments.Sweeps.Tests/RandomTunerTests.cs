using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

public sealed class RandomTunerTests
{
    [Fact]
    public void Propose_SmallIntegerRange_DrawsTheEndsAsOftenAsTheRest()
    {
        var space = new SearchSpace([new IntegerParameter("n", 1, 4, 1)]);
        int[] counts = [.. Draws(space, 2000).CountBy(set => set.Integer("n")).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

        Assert.Equal(4, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 420, 580));
    }

    [Fact]
    public void Propose_LogarithmicRange_DrawsEachDecadeAsOften()
    {
        var space = new SearchSpace([new RealParameter("rate", 1e-4, 1e-2, 1e-3, Logarithmic: true)]);

        Assert.InRange(Draws(space, 2000).Count(set => set.Real("rate") < 1e-3), 900, 1100);
    }

    private static IEnumerable<ParameterSet> Draws(SearchSpace space, int count) =>
        Enumerable.Range(0, count).Select(n => new RandomTuner().Propose(space, [], new NamedSeed(4).For("draw", n)));
}
