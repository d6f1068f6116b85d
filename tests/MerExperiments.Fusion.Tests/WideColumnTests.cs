using MerExperiments.Fusion.Estimators;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Tests;

/// <summary>Columns wide enough for projection by subspace iteration and for the native libraries' larger kernels.</summary>
public sealed class WideColumnTests
{
    [Theory]
    [InlineData("attention")]
    [InlineData("concat-mlp")]
    [InlineData("lightgbm")]
    [InlineData("maximum-entropy")]
    [InlineData("sdca")]
    [InlineData("fast-tree")]
    [InlineData("fast-forest")]
    public void Fit_WideColumnsSixAtOnce_GivesTheBytesOfOneByOne(string name)
    {
        IHead head = Heads.Find(name);
        TrainingRows[] rows = [.. Enumerable.Range(0, 6).Select(Wide)];
        byte[][] serial = [.. rows.Select(Fit)];

        byte[][] parallel = [.. rows.AsParallel().AsOrdered().WithDegreeOfParallelism(6).Select(Fit)];

        Assert.Equal(serial, parallel);

        byte[] Fit(TrainingRows some) => head.Fit(some, Example.Labels, ParameterSet.Empty, new NamedSeed(5), default).Model.ToBytes();
    }

    private static TrainingRows Wide(int seed)
    {
        var random = new Random(seed);
        TrainingRows rows = Example.Draw(160, seed).Rows;
        float[] values = [.. Enumerable.Range(0, 160 * 400).Select(i => (float)(random.NextDouble() + rows.Labels[i / 400] * (i % 7) * 0.05))];
        return rows with { Columns = [.. rows.Columns, new FeatureColumn("wide", 400, values)] };
    }
}
