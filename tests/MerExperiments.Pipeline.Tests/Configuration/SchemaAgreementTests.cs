using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using MerExperiments.Configuration;
using MerExperiments.Configuration.Tests;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Tests.Configuration;

/// <summary>The shipped schema is what the options records say, and accepts what the binder accepts.</summary>
public sealed class SchemaAgreementTests
{
    /// <summary>What the rules between keys and sections say; a schema knows none of them.</summary>
    private static readonly string[] BetweenKeys =
    [
        "it needs evaluation.kind to be outer-folds", "but prepare.noise.kind is none", "but prepare.denoise is none", "which the experiment does not have",
        "but the experiment has no other encoder", "conditions differ in one thing only", "would leave the recognised transcripts unused", "or nothing is learned",
        "together they must be 1 or less", "holds a class that", "above highDb", "below lowDb",
        "it must be a multiple of 32", "above wrongScriptShare, which is", "it must be below mostCharactersPerSecond",
    ];

    private static readonly JsonSchemaEvaluator Schema = new(JsonElement.Parse(File.ReadAllText(Repository.Schema)));

    private static readonly string[] Values =
    [
        "0", "1", "2", "5", "5.0", "21", "0.4", "0.5", "0.95", "-1", "60", "59", "200001", "1e3", "1e9", "3000000000", "1e999", "true", "false", "null",
        "\"\"", "\" \"", "\"x\"", "\"waf\"", "\"tpe\"", "\"greedy\"", "\"generated\"", "\"manifest\"", "\"emodb\"", "\"mer2024\"", "\"meld\"", "\"speaker\"", "\"none\"",
        "\"outer-folds\"", "\"test-part\"", "\"subset\"", "\"cpu\"", "\"babble\"", "\"merged\"", "[]", "[0]", "[0, 0.4]", "[0.4, 0.4]", "[1]", "[\"x\"]", "[\"x\", \"y\"]", "[\"x\", \"x\"]",
        "[\"attention\"]", "[\"attention\", 3]", "[null]", "{}", "{\"x\": 1}", "{\"trials\": 5}",
    ];

    private static readonly KnownNames Known = KnownWithValues();

    private static readonly string[] Corpora =
    [
        """{"kind": "generated", "labelled": 60}""", """{"kind": "emodb", "root": "x"}""", """{"kind": "manifest", "manifest": "x"}""",
        """{"kind": "mer2024", "root": "x"}""", """{"kind": "manifest"}""", """{"kind": "meld", "root": "x", "context": 3}""", """{"kind": "meld"}""", """{"kind": "emodb", "root": "x", "pool": 60}""",
    ];

    private static readonly string[] Evaluations =
    [
        "{}", """{"kind": "outer-folds", "outerFolds": 3, "poolFractions": [0, 0.4]}""", """{"poolFractions": [0]}""", """{"kind": "outer-folds"}""",
    ];

    private static Gen<string> OneOf(string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly string[] Paths = [.. SettingPath.Of(typeof(ExperimentConfiguration), Known).Select(path => path.Path), "tirals", "sweep", "sweep.tirals", "corpus", "mining.minimumConfidencePerClass.sad", "evaluation", "mining", "audioText", "audioText.modle"];

    private static readonly Gen<JsonObject> Files =
        from corpus in OneOf(Corpora)
        from evaluation in OneOf(Evaluations)
        from edits in Gen.Select(OneOf(Paths), OneOf([.. Values, ""]), Gen.Bool).Array[0, 3]
        select Build(corpus, evaluation, edits);

    [Fact]
    public void SchemaAndValidator_GeneratedFiles_AcceptTheSame() => Files.Sample(
        file => AcceptedBySchema(file.ToJsonString()) == AcceptedByValidator(file.ToJsonString()), iter: 600, print: file => file.ToJsonString());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SchemaAndValidator_EveryKeyWithEveryValue_AcceptTheSame(bool inDefaults)
    {
        string[] files =
        [
            .. from path in Paths
               from value in Values
               select Build(Corpora[0], "{}", [(path, value, inDefaults)]).ToJsonString(),
        ];
        bool[] accepted = [.. files.Select(AcceptedBySchema)];

        Assert.Contains(true, accepted);
        Assert.Empty(files.Where((file, i) => AcceptedByValidator(file) != accepted[i]));
    }

    [Fact]
    public void Schema_ShippedCatalogue_IsAccepted()
    {
        var relaxed = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

        Assert.True(Schema.Accepts(JsonElement.Parse(File.ReadAllText(Repository.Catalogue), relaxed)));
    }

    [Fact]
    public void Schema_Shipped_IsWhatTheToolkitSays() => Assert.True(
        File.ReadAllText(Repository.Schema) == new Toolkit().Schema(),
        "experiments/experiments.schema.json is not what the options records say; write it again with: mer schema --output experiments/experiments.schema.json");

    [Fact]
    public void Schema_EveryKey_IsDescribed() => Assert.Empty(Undescribed(JsonElement.Parse(new Toolkit().Schema()).GetProperty("$defs").GetProperty("experiment"), ""));

    [Fact]
    public void Schema_EveryDefault_IsOneTheBinderTakes()
    {
        JsonElement frozen = CatalogueBuilder.One("\"evaluation\": {\"kind\": \"outer-folds\"}, \"prepare\": {\"noise\": {\"kind\": \"babble\"}}, \"audioText\": {\"model\": \"tiny\"}").Resolve("a", []).Frozen;

        Assert.Empty(WrongDefaults(JsonElement.Parse(new Toolkit().Schema()).GetProperty("$defs").GetProperty("experiment"), frozen, ""));
    }

    private static IEnumerable<string> Undescribed(JsonElement schema, string prefix) => schema.TryGetProperty("properties", out JsonElement properties)
        ? properties.EnumerateObject().SelectMany(key => (key.Value.TryGetProperty("description", out _) ? [] : new[] { prefix + key.Name }).Concat(Undescribed(key.Value, $"{prefix}{key.Name}.")))
        : [];

    private static IEnumerable<string> WrongDefaults(JsonElement schema, JsonElement frozen, string path)
    {
        bool isLeaf = !schema.TryGetProperty("properties", out JsonElement properties);
        if (isLeaf)
        {
            return schema.TryGetProperty("default", out JsonElement value) && !JsonElement.DeepEquals(value, frozen) ? [path] : [];
        }

        return properties.EnumerateObject().Where(key => key.Name != "kind" && frozen.TryGetProperty(key.Name, out _))
            .SelectMany(key => WrongDefaults(key.Value, frozen.GetProperty(key.Name), $"{path}.{key.Name}"));
    }

    private static JsonObject Build(string corpus, string evaluation, (string Path, string Value, bool InDefaults)[] edits)
    {
        JsonObject file = JsonNode.Parse("""{"defaults": {}, "experiments": {"a": {"question": "?", "encoders": ["x"]}}}""")!.AsObject();
        JsonObject experiment = file["experiments"]!["a"]!.AsObject();
        experiment["corpus"] = JsonNode.Parse(corpus);
        experiment["evaluation"] = JsonNode.Parse(evaluation);
        foreach ((string path, string value, bool inDefaults) in edits)
        {
            Edit(inDefaults ? file["defaults"]!.AsObject() : experiment, path.Split('.'), value);
        }

        return file;
    }

    private static void Edit(JsonObject at, string[] keys, string value)
    {
        foreach (string key in keys[..^1])
        {
            at[key] = at[key] as JsonObject ?? (key == "audioText" ? new JsonObject { ["model"] = "tiny" } : []);
            at = at[key]!.AsObject();
        }

        at.Remove(keys[^1]);
        if (value.Length > 0)
        {
            at[keys[^1]] = JsonNode.Parse(value);
        }
    }

    private static bool AcceptedBySchema(string text) => Schema.Accepts(JsonElement.Parse(text));

    /// <summary>Whether nothing is refused but by rules between keys.</summary>
    private static bool AcceptedByValidator(string text)
    {
        try
        {
            _ = CatalogueBuilder.Load(text, Known);
            return true;
        }
        catch (InvalidInputException e)
        {
            return e.Faults.All(fault => BetweenKeys.Any(rule => fault.Problem.Contains(rule, StringComparison.Ordinal)));
        }
    }

    /// <summary>The names a schema leaves open, because cards give them, are all texts that are tried.</summary>
    private static KnownNames KnownWithValues()
    {
        string[] names = [.. Values.Select(value => value.Trim('"')), "y", "attention"];
        NameKind[] open = [NameKind.Encoder, NameKind.Denoiser, NameKind.Transcriber, NameKind.FrameEncoder];
        return open.Aggregate(CatalogueBuilder.Known, (known, kind) => known.With(kind, names));
    }
}
