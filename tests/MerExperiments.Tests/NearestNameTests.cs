namespace MerExperiments.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("trails", "trials")]
    [InlineData("Tuner", "tuner")]
    [InlineData("tunr", "tuner")]
    [InlineData("xyzzy", null)]
    public void Of_MisspeltName_IsTheNearestOneOrNull(string name, string? expected)
    {
        Assert.Equal(expected, NearestName.Of(name, ["trials", "tuner", "budget"]));
    }

    [Fact]
    public void Of_TwoAsNear_IsTheFirstInOrdinalOrder()
    {
        Assert.Equal("cat", NearestName.Of("bat", ["hat", "cat"]));
    }

    [Fact]
    public void Hint_NothingNear_ListsTheNames()
    {
        Assert.Equal("; it must be one of: a1, b2", NearestName.Hint("something", ["a1", "b2"]));
        Assert.Equal("; did you mean \"tuner\"?", NearestName.Hint("tunner", ["tuner"]));
    }
}
