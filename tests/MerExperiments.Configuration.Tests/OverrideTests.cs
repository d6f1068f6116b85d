using MerExperiments.Settings;
using static MerExperiments.Configuration.Tests.Samples;

namespace MerExperiments.Configuration.Tests;

public sealed class OverrideTests
{
    [Fact]
    public void Resolve_KeyOfEachSort_IsSet()
    {
        Sample a = One("", "count=4", "share=0.5", "loud=true", "title=7", "heads=net,tree", "kinds=deep-first", "sizes=3,4", "search.low=2", "search.kind=deep-first", "search.depth=3");

        Assert.Equal((4, 0.5, true, "7"), (a.Count, a.Share, a.Loud, a.Title));
        Assert.Equal(["net", "tree"], a.Heads);
        Assert.Equal([SampleKind.DeepFirst], a.Kinds);
        Assert.Equal([3, 4], a.Sizes);
        Assert.Equal(new SampleSearch { Kind = SampleKind.DeepFirst, Depth = 3, Reach = new SampleReach { Low = 2 } }, a.Search);
    }

    [Theory]
    [InlineData("heads=[\"net\",\"tree\"]")]
    [InlineData("heads=[net, tree]")]
    public void Resolve_ListInBrackets_IsRead(string text) => Assert.Equal(["net", "tree"], One("", text).Heads);

    [Fact]
    public void Resolve_KeyOfAKind_IsSet() => Assert.Equal(9, One("", "noise.kind=babble", "noise.high=9").Noise.As<SampleReach>().High);

    [Theory]
    [InlineData("search.kind=wide")]
    [InlineData("search.kind=wide", "search.low=2")]
    [InlineData("search.low=2", "search.kind=wide")]
    public void Resolve_KindOverAnother_LeavesOutWhatItsLayerSetForTheOther(params string[] overrides)
    {
        Sample a = One("\"search\": {\"kind\": \"deep-first\", \"depth\": 3, \"high\": 7}", overrides);

        Assert.Equal(new SampleSearch { Kind = SampleKind.Wide, Reach = new SampleReach { Low = overrides.Length > 1 ? 2 : new SampleReach().Low, High = 7 } }, a.Search);
    }

    [Fact]
    public void Resolve_SectionByKindOverAnother_LeavesOutItsKeys() => Assert.Equal("none", One("\"noise\": {\"kind\": \"babble\", \"high\": 9}", "noise.kind=none").Noise.Kind);

    [Fact]
    public void Resolve_KeyOfAnotherKindInOneLayer_IsRefused() =>
        Assert.Contains("has no meaning where kind is wide", Refused(() => One("\"search\": {\"kind\": \"deep-first\"}", "search.depth=3", "search.kind=wide"))[0], StringComparison.Ordinal);

    [Fact]
    public void Resolve_Map_IsJson() => Assert.Equal(new ValueMap([new("sad", 0.5)]), One("\"weights\": {\"calm\": 1}", "weights={\"sad\": 0.5}").Weights);

    [Theory]
    [InlineData("weights=0.5", "--set weights is 0.5; it must be an object of numbers by name")]
    [InlineData("weights={\"sad\": 3}", "--set weights.sad is 3; it must be 1 or less")]
    [InlineData("search.depth=3", "--set search.depth is set, and has no meaning where kind is wide; it belongs to kind deep-first")]
    [InlineData("search.low=60", "--set search.low is 60, above high, which is 50")]
    [InlineData("corpus.root=x", "--set corpus.root is set, and has no meaning where kind is drawn; it belongs to kind folder")]
    [InlineData("corpus.kind=folder", "experiments.a.corpus.root is missing; it must be a text")]
    [InlineData("noise.kind=bable", "--set noise.kind is \"bable\"; did you mean \"babble\"?")]
    [InlineData("search.reach=3", "--set search.reach names no key of experiments.json")]
    [InlineData("experiment=b", "--set experiment names no key of experiments.json")]
    [InlineData("noise=babble", "--set noise names a section; set one of its keys: noise.kind, noise.low, noise.high")]
    public void Resolve_OverrideThatBreaksARule_IsRefusedAtItsPath(string text, string expected) => Assert.StartsWith(expected, Refused(() => One("", text))[0]);

    [Fact]
    public void SettingPaths_OfARecord_HoldKindsInlineKeysAndChoices()
    {
        SettingPath[] paths = [.. SettingPath.Of(typeof(Sample), Known)];

        Assert.Equal(
            ["title", "count", "share", "loud", "heads", "kinds", "sizes", "weights", "folder", "search.kind", "search.depth", "search.low", "search.high",
                "noise.kind", "noise.low", "noise.high", "corpus.kind", "corpus.root", "corpus.most"],
            paths.Select(path => path.Path));
        Assert.Equal(["folder", "drawn"], paths.Single(path => path.Path == "corpus.kind").Choices);
        Assert.Equal(["tree", "net"], paths.Single(path => path.Path == "heads").Choices);
    }
}
