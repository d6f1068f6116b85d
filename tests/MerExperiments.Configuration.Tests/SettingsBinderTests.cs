using static MerExperiments.Configuration.Tests.Samples;

namespace MerExperiments.Configuration.Tests;

public sealed class SettingsBinderTests
{
    [Fact]
    public void Bind_NothingButWhatIsRequired_HasTheRecordsDefaults()
    {
        Sample a = One();

        Assert.Equal(("a", "t", 3, null, false), (a.Experiment, a.Title, a.Count, a.Share, a.Loud));
        Assert.Equal((new SampleSearch(), "none", null), (a.Search, a.Noise.Kind, a.Noise.Options));
        Assert.Equal(new DrawnOptions(), a.Corpus.As<DrawnOptions>());
    }

    [Fact]
    public void Bind_KeyOfAnInlineRecord_StandsInTheSectionThatHoldsIt() =>
        Assert.Equal(new SampleReach { Low = 4, High = 50 }, One("\"search\": {\"low\": 4}").Search.Reach);

    [Fact]
    public void Bind_InlineRecordByItsName_IsAnUnknownKey() =>
        Assert.StartsWith("experiments.a.search has the unknown key \"reach\"", Refused(() => One("\"search\": {\"reach\": {\"low\": 4}}"))[0]);

    [Fact]
    public void Bind_PropertyThatIsNoKey_IsAnUnknownKey() =>
        Assert.StartsWith("experiments.a has the unknown key \"experiment\"", Refused(() => One("\"experiment\": \"b\""))[0]);

    [Fact]
    public void Bind_SectionByKindWithItsDefault_NeedsNoKind() => Assert.Equal("none", One("\"noise\": {}").Noise.Kind);

    [Fact]
    public void Bind_KindThatIsSet_HasItsOwnRecord() =>
        Assert.Equal(new SampleReach { High = 9 }, One("\"noise\": {\"kind\": \"babble\", \"high\": 9}").Noise.As<SampleReach>());

    [Theory]
    [InlineData("{\"kind\": \"folde\", \"root\": \"x\"}", "kind is \"folde\"; did you mean \"folder\"?")]
    [InlineData("{\"kind\": 3}", "kind is 3; it must be one of: folder, drawn")]
    [InlineData("{}", "kind is missing; it must be one of: folder, drawn")]
    [InlineData("{\"kind\": \"folder\"}", "root is missing; it must be a text")]
    [InlineData("{\"kind\": \"drawn\", \"root\": \"x\"}", "root is set, and has no meaning where kind is drawn; it belongs to kind folder")]
    [InlineData("{\"kind\": \"drawn\", \"most\": 5}", "most is 5; it must be 100 or more")]
    [InlineData("{\"kind\": \"folder\", \"root\": \"x\", \"most\": 200}", "most is 200; it must be 5 or less")]
    public void Bind_SectionByKindThatBreaksARule_IsRefused(string corpus, string expected) =>
        Assert.Equal([$"experiments.a.corpus.{expected}"], Refused(() => Of($$"""{"title": "t", "corpus": {{corpus}}}""")));

    [Fact]
    public void Bind_KeyThatNoKindHas_IsUnknown() => Assert.Equal(
        ["experiments.a.corpus has the unknown key \"mots\"; did you mean \"most\"?"], Refused(() => Of("""{"title": "t", "corpus": {"kind": "drawn", "mots": 1}}""")));

    [Fact]
    public void Bind_MapOfNumbers_IsHeldByName() => Assert.Equal(0.25, One("\"weights\": {\"sad\": 0.25}").Weights["sad"]);

    [Theory]
    [InlineData("{\"sad\": 2}", ".sad is 2; it must be 1 or less")]
    [InlineData("{\"sad\": \"x\"}", ".sad is the text \"x\"; it must be a number")]
    [InlineData("{\"sad\": {}}", ".sad is an object; it must be a number")]
    [InlineData("[0.5]", " is a list; it must be an object of numbers by name")]
    public void Bind_MapThatBreaksARule_IsRefused(string map, string expected) => Assert.Equal([$"experiments.a.weights{expected}"], Refused(() => One($"\"weights\": {map}")));

    [Fact]
    public void Bind_RuleBetweenKeys_IsToldAtItsKey() =>
        Assert.Equal(["experiments.a.search.low is 60, above high, which is 50"], Refused(() => One("\"search\": {\"low\": 60}")));

    [Fact]
    public void Bind_RuleBetweenKeysOneOfWhichIsRefused_IsNotToldToo() =>
        Assert.Equal(["experiments.a.search.high is 500; it must be 100 or less"], Refused(() => One("\"search\": {\"low\": 60, \"high\": 500}")));

    [Fact]
    public void Bind_RuleOfTheExperiment_IsToldWithTheOthers() => Assert.Equal(
        ["experiments.a.share is 2; it must be 1 or less", "experiments.a.count is 7, and loud is true; it must not be both"],
        Refused(() => One("\"share\": 2, \"count\": 7, \"loud\": true")));

    [Theory]
    [InlineData("\"depth\": 3", "depth is set, and has no meaning where kind is wide; it belongs to kind deep-first")]
    [InlineData("\"kind\": \"deep-first\", \"depth\": 0", "depth is 0; it must be 1 or more")]
    public void Bind_KeyOfOneChoiceAlone_IsRefusedElsewhere(string keys, string expected) =>
        Assert.Equal([$"experiments.a.search.{expected}"], Refused(() => One($"\"search\": {{{keys}}}")));

    [Fact]
    public void Bind_KeyOfOneChoiceAlone_IsFrozenOnlyThere()
    {
        Assert.False(One().Frozen.GetProperty("search").TryGetProperty("depth", out _));
        Assert.Equal(2, One("\"search\": {\"kind\": \"deep-first\"}").Frozen.GetProperty("search").GetProperty("depth").GetInt32());
    }
}
