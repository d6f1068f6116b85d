using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class SchemaAgreementTests
{
    private static readonly JsonSchemaEvaluator Schema = new(JsonElement.Parse(File.ReadAllText(Repository.Schema)));

    private static readonly string[] Values =
    [
        "0", "1", "2", "5", "5.0", "21", "0.4", "0.5", "0.95", "-1", "60", "59", "200001", "1e3", "1e9", "3000000000", "1e999", "true", "false", "null",
        "\"\"", "\" \"", "\"x\"", "\"waf\"", "\"tpe\"", "\"greedy\"", "\"generated\"", "\"manifest\"", "\"emodb\"", "\"mer2024\"", "\"meld\"", "\"speaker\"", "\"none\"",
        "\"outer-folds\"", "\"test-part\"", "\"subset\"", "\"cpu\"", "\"babble\"", "\"merged\"", "[]", "[0]", "[0, 0.4]", "[0.4, 0.4]", "[1]", "[\"x\"]", "[\"x\", \"y\"]", "[\"x\", \"x\"]",
        "[\"attention\"]", "[\"attention\", 3]", "[null]", "{}", "{\"x\": 1}", "{\"trials\": 5}",
    ];

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

    private static readonly string[] Paths = [.. LeafPaths(typeof(ExperimentConfiguration)), "tirals", "sweep", "sweep.tirals", "corpus", "evaluation", "mining", "audioText", "audioText.modle"];

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
    public void Schema_ShippedCatalogue_IsAccepted() => Assert.True(AcceptedBySchema(File.ReadAllText(Repository.Catalogue)));

    [Fact]
    public void SchemaAndOptions_HaveTheSameKeys() =>
        Assert.Equal(LeafPaths(typeof(ExperimentConfiguration)).Order(), SchemaLeaves(ExperimentSchema, "").Select(leaf => leaf.Path).Order());

    [Fact]
    public void SchemaDefaults_EqualTheOptionsDefaults()
    {
        JsonElement frozen = CatalogueBuilder.One("\"evaluation\": {\"kind\": \"outer-folds\"}, \"prepare\": {\"noise\": {\"kind\": \"babble\"}}, \"audioText\": {\"model\": \"tiny\"}").Resolve("a", []).Frozen;

        JsonElement meld = CatalogueBuilder.Load("""{"experiments": {"a": {"question": "?", "encoders": ["x"], "corpus": {"kind": "meld", "root": "x"}}}}""", CatalogueBuilder.Known with { Encoders = ["x"] })
            .Resolve("a", []).Frozen;

        foreach ((string path, JsonElement schema) in SchemaLeaves(ExperimentSchema, "").Where(leaf => leaf.Path is not ("evaluation.kind" or "prepare.noise.kind")))
        {
            JsonElement? expected = schema.TryGetProperty("default", out JsonElement value) ? value : null;
            JsonElement? found = IsGiven(path) ? expected : Find(path == "corpus.context" ? meld : frozen, path);
            Assert.True(expected is null ? found is null : found is not null && JsonElement.DeepEquals(expected.Value, found.Value), path);
        }
    }

    [Fact]
    public void Schema_EveryKey_IsDescribed() =>
        Assert.All(SchemaLeaves(ExperimentSchema, ""), leaf => Assert.True(leaf.Schema.TryGetProperty("description", out _), leaf.Path));

    private static JsonElement ExperimentSchema =>
        JsonElement.Parse(File.ReadAllText(Repository.Schema)).GetProperty("$defs").GetProperty("experiment");

    private static bool IsGiven(string path) => path is "audioText.model" or "question" or "encoders" or "corpus.kind" or "corpus.labels";

    private static JsonElement? Find(JsonElement from, string path)
    {
        foreach (string key in path.Split('.'))
        {
            if (!from.TryGetProperty(key, out from))
            {
                return null;
            }
        }

        return from;
    }

    private static IEnumerable<(string Path, JsonElement Schema)> SchemaLeaves(JsonElement schema, string prefix) =>
        schema.GetProperty("properties").EnumerateObject().SelectMany(property => property.Value.TryGetProperty("properties", out _)
            ? SchemaLeaves(property.Value, $"{prefix}{property.Name}.")
            : [(prefix + property.Name, property.Value)]);

    private static IEnumerable<string> LeafPaths(Type type, string prefix = "") => type.GetProperties()
        .Where(p => p.SetMethod is not null && p.Name != nameof(ExperimentConfiguration.Experiment))
        .SelectMany(p => p.PropertyType.Name.EndsWith("Section", StringComparison.Ordinal) || p.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
            ? LeafPaths(p.PropertyType, $"{prefix}{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}.")
            : [prefix + JsonNamingPolicy.CamelCase.ConvertName(p.Name)]);

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

    private static bool AcceptedByValidator(string text)
    {
        string[] names = [.. Values.Select(value => value.Trim('"')), "y", "attention"];
        KnownNames known = CatalogueBuilder.Known with { Encoders = names, Denoisers = names, FaceDetectors = names, Transcribers = names, FrameEncoders = names };
        try
        {
            _ = CatalogueBuilder.Load(text, known);
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }
}
