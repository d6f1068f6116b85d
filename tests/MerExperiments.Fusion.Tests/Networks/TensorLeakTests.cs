using MerExperiments.Fusion.Estimators;
using MerExperiments.Search;
using TorchSharp;

namespace MerExperiments.Fusion.Tests.Networks;

public sealed class TensorLeakTests
{
    [Theory]
    [InlineData("attention")]
    [InlineData("concat-mlp")]
    public void Fit_FiftyTimes_LeavesNoTensorAlive(string name)
    {
        IHead head = Heads.Find(name);
        TrainingRows rows = Example.Draw(45, missing: 0.1).Rows;
        ParameterSet quick = new([new("epochs", new(5)), new("hidden", new(32))]);
        ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
        long Alive() => statistics.ThreadTotalLiveCount;
        head.Fit(rows, Example.Labels, quick, new NamedSeed(1), default);
        long before = Alive();
        using (torch.zeros(1))
        {
            Assert.Equal(before + 1, Alive());
        }

        for (int fit = 0; fit < 50; fit++)
        {
            head.Fit(rows, Example.Labels, quick, new NamedSeed(1), default);
        }

        Assert.Equal(before, Alive());
    }
}
