using System.Text.Json;
using static MerExperiments.Configuration.Tests.Samples;

namespace MerExperiments.Configuration.Tests;

/// <summary>The schema accepts what the binder accepts, but for rules between keys.</summary>
public sealed class SettingsSchemaTests
{
    private static readonly JsonElement Written = JsonElement.Parse(SettingsSchema.Of(typeof(Sample), Known));

    private static JsonElement Properties => Written.GetProperty("$defs").GetProperty("experiment").GetProperty("properties");

    [Theory]
    [InlineData("\"count\": 10", true)]
    [InlineData("\"count\": 11", false)]
    [InlineData("\"count\": 1.5", false)]
    [InlineData("\"share\": null", false)]
    [InlineData("\"loud\": \"yes\"", false)]
    [InlineData("\"heads\": [\"net\"]", true)]
    [InlineData("\"heads\": [\"nett\"]", false)]
    [InlineData("\"heads\": []", false)]
    [InlineData("\"heads\": [\"net\", \"net\"]", false)]
    [InlineData("\"kinds\": [\"wide\", \"deep-first\"]", true)]
    [InlineData("\"kinds\": [\"narrow\"]", false)]
    [InlineData("\"sizes\": []", true)]
    [InlineData("\"sizes\": [10]", false)]
    [InlineData("\"sizes\": [1.5]", false)]
    [InlineData("\"weights\": {\"any\": 1}", true)]
    [InlineData("\"weights\": {\"any\": 2}", false)]
    [InlineData("\"weights\": []", false)]
    [InlineData("\"search\": {\"low\": 2}", true)]
    [InlineData("\"search\": {\"reach\": {}}", false)]
    [InlineData("\"search\": {\"depth\": 2}", false)]
    [InlineData("\"search\": {\"kind\": \"deep-first\", \"depth\": 2}", true)]
    [InlineData("\"noise\": {\"low\": 2}", false)]
    [InlineData("\"noise\": {\"kind\": \"babble\", \"low\": 2}", true)]
    [InlineData("\"noise\": {\"kind\": \"babel\"}", false)]
    [InlineData("\"experiment\": \"b\"", false)]
    [InlineData("\"corpus\": {\"kind\": \"folder\", \"root\": \"x\", \"most\": 5}", true)]
    [InlineData("\"corpus\": {\"kind\": \"folder\", \"root\": \"x\", \"most\": 500}", false)]
    [InlineData("\"corpus\": {\"kind\": \"drawn\", \"most\": 500}", true)]
    [InlineData("\"corpus\": {\"kind\": \"drawn\", \"most\": 5}", false)]
    [InlineData("\"corpus\": {\"kind\": \"drawn\", \"root\": \"x\"}", false)]
    [InlineData("\"corpus\": {\"kind\": \"folder\"}", false)]
    [InlineData("\"corpus\": {}", false)]
    public void SchemaAndBinder_OneKey_AcceptTheSame(string keys, bool accepted)
    {
        string corpus = keys.StartsWith("\"corpus\"", StringComparison.Ordinal) ? "" : ", \"corpus\": {\"kind\": \"drawn\"}";
        string file = $$"""{"experiments": {"a": {"title": "t"{{corpus}}, {{keys}} } } }""";

        Assert.Equal(accepted, new JsonSchemaEvaluator(Written).Accepts(JsonElement.Parse(file)));
        Assert.Equal(accepted, Record.Exception(() => Load(file)) is null);
    }

    [Fact]
    public void Of_KeyThatSeveralKindsHave_SaysWhatItMeansForEach() => Assert.Equal(
        "folder: How many at most, in a folder. drawn: How many at most, drawn.",
        Properties.GetProperty("corpus").GetProperty("properties").GetProperty("most").GetProperty("description").GetString());

    [Fact]
    public void Of_Defaults_HoldsWhatIsNotPerExperiment()
    {
        string[] keys = [.. Written.GetProperty("properties").GetProperty("defaults").GetProperty("properties").EnumerateObject().Select(key => key.Name)];

        Assert.Equal(["count", "share", "loud", "heads", "kinds", "sizes", "weights", "folder", "search", "noise"], keys);
    }

    [Fact]
    public void Of_KindWithoutNames_TakesAnyText()
    {
        JsonElement open = JsonElement.Parse(SettingsSchema.Of(typeof(SampleNames), KnownNames.Empty));

        Assert.Equal("string", open.GetProperty("$defs").GetProperty("experiment").GetProperty("properties").GetProperty("encoder").GetProperty("type").GetString());
    }

    private sealed record SampleNames
    {
        [Settings.Names(Settings.NameKind.Encoder)]
        public string Encoder { get; init; } = "x";
    }
}
