namespace MerExperiments.Mining.Tests;

public sealed class PseudoLabelAuditTests
{
    private static readonly Dictionary<string, string> Truth = new() { ["x"] = "a", ["y"] = "b", ["z"] = "b" };

    [Fact]
    public void Of_TwoRightOfThree_CountsThemByGivenClass()
    {
        var audit = PseudoLabelAudit.Of([Given("x", "a"), Given("y", "a"), Given("z", "b"), Given("unknown", "c")], Truth, Pools.Labels);

        Assert.Equal([new ClassAudit("a", 2, 1), new ClassAudit("b", 1, 1), new ClassAudit("c", 0, 0)], audit.PerClass);
        Assert.Equal((3, 2.0 / 3), (audit.Judged, audit.Precision));
        Assert.Equal([0.5, 1, null], audit.PerClass.Select(c => c.Precision));
    }

    [Fact]
    public void Of_NothingToJudge_HasNoPrecision()
    {
        Assert.Null(PseudoLabelAudit.Of([Given("unknown", "a")], Truth, Pools.Labels).Precision);
    }

    private static PseudoLabel Given(string name, string label) => new()
    {
        Name = name,
        Label = label,
        Iteration = 1,
        Fold = 0,
        Agreement = 1,
        Confidence = 1,
        Rule = "r",
        Votes = [],
    };
}
