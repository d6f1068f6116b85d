using static MerExperiments.Configuration.Tests.Samples;

namespace MerExperiments.Configuration.Tests;

public sealed class FrozenTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\"search\": {\"kind\": \"deep-first\", \"depth\": 4, \"low\": 2}, \"share\": 0.5")]
    [InlineData("\"noise\": {\"kind\": \"babble\", \"low\": 3}, \"weights\": {\"sad\": 0.5, \"calm\": 1}, \"heads\": [\"net\", \"tree\"], \"kinds\": [\"deep-first\"], \"sizes\": [2]")]
    public void Restore_WhatWasFrozen_IsEqual(string keys)
    {
        Sample before = One(keys), after = Restored(before.Frozen);

        Assert.Equal(before, after);
        Assert.Equal(before.GetHashCode(), after.GetHashCode());
    }

    [Fact]
    public void Frozen_Path_IsAsItWasWritten()
    {
        Sample a = One("\"folder\": \"x/y\"");

        Assert.Equal("x/y", a.Frozen.GetProperty("folder").GetString());
        Assert.Equal(Path.Combine(Root, "x", "y"), Restored(a.Frozen).Folder);
    }

    [Fact]
    public void Load_Comments_AreReadOver() => Assert.Equal(4, One("/* why */ \"count\": 4, // so\n").Count);

    [Fact]
    public void Load_RequiredKeyInDefaults_IsRefused() => Assert.Equal(
        ["defaults.title is set; it belongs to one experiment, so it must stand there"],
        Refused(() => Load("""{"defaults": {"title": "x"}, "experiments": {"a": {"title": "t", "corpus": {"kind": "drawn"}}}}""")));
}
