using CsCheck;
using MerExperiments.Reporting.Charts;
using MerExperiments.Search;

namespace MerExperiments.Reporting.Tests.Charts;

public sealed class ParameterSliceTests
{
    [Fact]
    public void From_WideRange_TakesLogarithmsAndLabelsTheValues()
    {
        ParameterSlice slice = ParameterSlice.From("rate", [Trial(0.0001), Trial(0.001), Trial(0.01)])!;
        Assert.True(slice.Logarithmic);
        Assert.Equal([-4, -3, -2], slice.Points.Select(point => Math.Round(point.X, 9)));
        Assert.Equal(["0.0001", "0.0003", "0.001", "0.003", "0.01"], slice.TickLabels);
    }

    [Fact]
    public void From_FewValues_TicksEach() => Assert.Equal(["64", "128", "256"], ParameterSlice.From("hidden", [Trial(64), Trial(256), Trial(128)])!.TickLabels);

    [Fact]
    public void From_Choices_AreOrderedByName()
    {
        ParameterSlice slice = ParameterSlice.From("head", [(new("b"), 0.5, "h"), (new("a"), 0.6, "h")])!;
        Assert.Equal(["a", "b"], slice.TickLabels);
        Assert.Equal([1, 0], slice.Points.Select(point => point.X));
    }

    [Fact]
    public void From_OneValue_IsNoSlice() => Assert.Null(ParameterSlice.From("x", [Trial(1), Trial(1)]));

    [Fact]
    public void From_AnyNumbers_KeepsEveryTrialAndTicksInside() => Gen.Double[1e-6, 1e6].Array[2, 20].Sample(values =>
    {
        if (ParameterSlice.From("x", [.. values.Select(Trial)]) is { } slice)
        {
            double low = slice.Points.Min(point => point.X) - 0.01, high = slice.Points.Max(point => point.X) + 0.01;
            Assert.Equal(values.Length, slice.Points.Count);
            Assert.All(slice.TickPositions, tick => Assert.InRange(tick, low, high));
        }
    });

    private static (ParameterValue Value, double Score, string Head) Trial(double value) => (new(value), 0.5, "h");
}
