using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Item_OfHandWorkedSchedule_RisesAndFalls()
    {
        var schedule = new LearningRateSchedule(8, 4, 8);
        double[] rates = [.. Enumerable.Range(0, 8).Select(step => schedule[step])];
        double[] expected = [2, 4, 6, 8, 4 * (1 + Math.Cos(Math.PI / 5)), 4 * (1 + Math.Cos(2 * Math.PI / 5)), 4 * (1 + Math.Cos(3 * Math.PI / 5)), 4 * (1 + Math.Cos(4 * Math.PI / 5))];
        Assert.All(expected.Zip(rates), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Theory]
    [InlineData(0.1, 100, 10)]
    [InlineData(0.1, 4, 1)]
    [InlineData(0, 100, 1)]
    [InlineData(1, 100, 100)]
    public void Of_AShareOfSteps_RisesOverThem(double share, int steps, int rising)
    {
        var options = new AudioTextOptions { Model = "tiny", WarmUp = share, LearningRate = 0.5 };
        var schedule = LearningRateSchedule.Of(options, steps);
        Assert.Equal(rising, schedule.RisingSteps);
        Assert.Equal(0.5, schedule[rising - 1]);
        Assert.All(Enumerable.Range(0, steps), step => Assert.InRange(schedule[step], 1e-6, 0.5));
    }
}
