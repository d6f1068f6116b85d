using MerExperiments.Evaluation;
using MerExperiments.Reporting.Words;

namespace MerExperiments.Reporting.Tests.Words;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.0123, "+1.2")]
    [InlineData(-0.004, "−0.4")]
    [InlineData(-0.0002, "0.0")]
    public void Points_Difference_HasOneDecimalAndASign(double difference, string expected) => Assert.Equal(expected, NumberText.Points(difference));

    [Theory]
    [InlineData(0.0004, "p < 0.001")]
    [InlineData(0.031, "p = 0.031")]
    public void P_Value_IsNeverZero(double p, string expected) => Assert.Equal(expected, NumberText.P(p));

    [Theory]
    [InlineData(8.25, "8.3 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Duration_Seconds_UsesTheUnitThatSuits(double seconds, string expected) => Assert.Equal(expected, NumberText.Duration(seconds));

    [Fact]
    public void Range_Interval_HasThreeDecimals() => Assert.Equal("[0.825, 0.867]", NumberText.Range(new Interval(0.8251, 0.8666)));
}
