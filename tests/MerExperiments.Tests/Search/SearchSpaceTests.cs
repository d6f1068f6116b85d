using MerExperiments.Search;

namespace MerExperiments.Tests.Search;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Space = new(
    [
        new ChoiceParameter("head", ["mlp", "trees"]),
        new RealParameter("rate", 1e-4, 1e-2, 1e-3, Logarithmic: true) { When = new ActiveWhen("head", "mlp") },
        new IntegerParameter("leaves", 4, 64, 16) { When = new ActiveWhen("head", "trees") },
    ]);

    [Fact]
    public void Build_ConditionNotMet_LeavesTheParameterOut()
    {
        ParameterSet set = Space.Build(parameter => parameter.Name == "head" ? new ParameterValue("trees") : parameter.Default);

        Assert.Equal(["head", "leaves"], set.Select(pair => pair.Key));
    }

    [Fact]
    public void Defaults_WithOneGiven_FollowsIt()
    {
        Assert.Equal("head=mlp, rate=0.001", Space.Defaults().ToString());
        Assert.Equal("head=trees, leaves=16", Space.Defaults(("head", new ParameterValue("trees"))).ToString());
    }

    [Fact]
    public void Under_APrefix_RenamesConditionsToo()
    {
        var outer = new SearchSpace([new ChoiceParameter("kind", ["x", "y"]), .. Space.Under("x", new ActiveWhen("kind", "x"))]);

        Assert.Equal(["kind", "x.head", "x.rate"], outer.Defaults().Select(pair => pair.Key));
        Assert.Equal(["kind"], outer.Defaults(("kind", new ParameterValue("y"))).Select(pair => pair.Key));
    }

    [Fact]
    public void Constructor_NameTwice_Throws() => AssertRefused(
        "the parameter \"a\" stands twice", new IntegerParameter("a", 0, 1, 0), new IntegerParameter("a", 0, 1, 0));

    [Fact]
    public void Constructor_DefaultOutOfRange_Throws() => AssertRefused(
        "the default of \"a\" is 5; it must lie in its range", new IntegerParameter("a", 0, 1, 5));

    [Fact]
    public void Constructor_ConditionOnNothingDeclared_Throws() => AssertRefused(
        "\"a\" depends on b=c, which no choice declared before it offers", new IntegerParameter("a", 0, 1, 0) { When = new ActiveWhen("b", "c") });

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void Contains_IntegerParameter_TakesWholeNumbersInRange(double value, bool expected)
    {
        Assert.Equal(expected, new IntegerParameter("a", 0, 2, 0).Contains(new ParameterValue(value)));
    }

    private static void AssertRefused(string message, params Parameter[] parameters) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new SearchSpace(parameters)).Message);
}
