using System.Text.Json.Nodes;

namespace MerExperiments.Tokenizers;

/// <summary>The parts of a tokenizer.json, each read as one of the few that can be mapped, or refused by name.</summary>
internal sealed class TokenizerJson(string path, JsonObject root)
{
    /// <summary>The file, for faults.</summary>
    public string Path => path;

    /// <summary>The tokens added beside the model's vocabulary, with their ids.</summary>
    public IReadOnlyDictionary<string, int> AddedTokens { get; } = (root["added_tokens"] as JsonArray ?? [])
        .OfType<JsonObject>().DistinctBy(Content).ToDictionary(Content, token => (int)Need(token["id"], "added_tokens.id"), StringComparer.Ordinal);

    /// <summary>A part that must be there.</summary>
    public JsonObject Part(string name) => root[name] as JsonObject ?? throw Refusal(name, "is absent; it must be there");

    /// <summary>A part's type. A model of old files has none and is told by its merges.</summary>
    public string Type(JsonObject part) => (string?)part["type"] ?? (part.ContainsKey("merges") ? "BPE" : "without a type");

    /// <summary>A part that must be of one type.</summary>
    public JsonObject Expect(string name, string type)
    {
        JsonObject part = Part(name);
        return Type(part) == type ? part : throw Refusal(name, $"is {Type(part)}; only {type} is mapped with this model");
    }

    /// <summary>The refusal of a part.</summary>
    public InvalidInputException Refusal(string name, string problem) => new($"{path}: {name}", problem);

    /// <summary>A value that must be there.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is absent.</exception>
    public static JsonNode Need(JsonNode? value, string name) => value ?? throw new System.Text.Json.JsonException($"{name} is absent");

    /// <summary>A truth value of a part, or what it is where absent or null.</summary>
    public static bool Flag(JsonObject part, string name, bool usual) => (bool?)part[name] ?? usual;

    /// <summary>A model's own vocabulary.</summary>
    public static Dictionary<string, int> Tokens(JsonObject model) =>
        Need(model["vocab"], "model.vocab").AsObject().ToDictionary(pair => pair.Key, pair => (int)Need(pair.Value, "an id of model.vocab"), StringComparer.Ordinal);

    /// <summary>The vocabulary with the added tokens.</summary>
    /// <exception cref="InvalidInputException">An id is negative, or far beyond the number of tokens.</exception>
    public Dictionary<string, int> WithAdded(Dictionary<string, int> tokens)
    {
        var all = new Dictionary<string, int>(tokens, StringComparer.Ordinal);
        foreach ((string token, int id) in AddedTokens)
        {
            all[token] = id;
        }

        VocabularyRules.ThrowUnlessDense(path, all);
        return all;
    }

    /// <summary>The words' expression (null: the whole text is one) and whether a space is put before the text.</summary>
    public (string? Expression, bool AddPrefixSpace) ByteLevel()
    {
        JsonObject part = Part("pre_tokenizer");
        JsonObject[] steps = Type(part) == "Sequence" ? Objects(part["pretokenizers"], "pre_tokenizer.pretokenizers") : [part];
        if (Type(steps[^1]) != "ByteLevel" || steps.Length > 2 || (steps.Length == 2 && Type(steps[0]) != "Split"))
        {
            throw Refusal("pre_tokenizer", $"is {string.Join(" + ", steps.Select(Type))}; only ByteLevel and Split + ByteLevel are mapped");
        }

        bool usesOwn = Flag(steps[^1], "use_regex", true);
        if (steps.Length == 2 && usesOwn)
        {
            throw Refusal("pre_tokenizer", "is Split + ByteLevel with use_regex true; only one expression is mapped");
        }

        return (steps.Length == 2 ? SplitExpression(steps[0]) : usesOwn ? WordPatterns.Expression(WordPatterns.Gpt2) : null, Flag(steps[^1], "add_prefix_space", true));
    }

    /// <summary>True where the text is brought into form NFC first, false where it stays as it is.</summary>
    public bool IsComposed() => root["normalizer"] is JsonObject normalizer
        && (Type(normalizer) == "NFC" ? true : throw Refusal("normalizer", $"is {Type(normalizer)}; only NFC, or none, is mapped with byte-level BPE"));

    /// <summary>The special tokens around one text.</summary>
    public (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Around()
    {
        JsonObject[] parts = root["post_processor"] is not JsonObject part ? []
            : Type(part) == "Sequence" ? Objects(part["processors"], "post_processor.processors")
            : [part];
        JsonObject[] active = [.. parts.Where(step => Type(step) != "ByteLevel")];
        return active switch
        {
            [] => ([], []),
            [var one] when Type(one) is "BertProcessing" or "RobertaProcessing" => ([IdOf(one, "cls")], [IdOf(one, "sep")]),
            [var one] when Type(one) == "TemplateProcessing" => Template(one),
            _ => throw Refusal("post_processor", $"is {string.Join(" + ", active.Select(Type))}; only TemplateProcessing, BertProcessing and RobertaProcessing are mapped"),
        };
    }

    private string SplitExpression(JsonObject split)
    {
        string? expression = (string?)split["pattern"]?["Regex"];
        if (expression is null || (string?)split["behavior"] != "Isolated" || Flag(split, "invert", false))
        {
            throw Refusal("pre_tokenizer", "is a Split that is not by an expression, isolated and not inverted; only that is mapped");
        }

        try
        {
            _ = new WordCutter(expression, path);
            return expression;
        }
        catch (ArgumentException e)
        {
            throw Refusal("pre_tokenizer", $"splits by \"{expression}\", which .NET cannot read: {e.Message}");
        }
    }

    private static string Content(JsonObject token) => (string)Need(token["content"], "added_tokens.content")!;

    private static (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Template(JsonObject template)
    {
        JsonObject[] steps = Objects(template["single"], "post_processor.single");
        int text = Array.FindIndex(steps, step => step.ContainsKey("Sequence"));
        return ([.. Ids(template, steps[..text])], [.. Ids(template, steps[(text + 1)..])]);
    }

    private static IEnumerable<SpecialToken> Ids(JsonObject template, IEnumerable<JsonObject> steps) =>
        steps.SelectMany(step => Ids(template, (string?)step["SpecialToken"]?["id"] ?? "")).Select(id => (SpecialToken)(int)Need(id, "an id of post_processor.special_tokens"));

    private static JsonArray Ids(JsonObject template, string token) =>
        Need(template["special_tokens"]?[token]?["ids"], $"post_processor.special_tokens.{token}.ids").AsArray();

    private static JsonObject[] Objects(JsonNode? list, string name) => [.. Need(list, name).AsArray().Select(step => Need(step, $"a part of {name}").AsObject())];

    private static SpecialToken IdOf(JsonObject processing, string end) =>
        (int)Need((processing[end] as JsonArray)?.ElementAtOrDefault(1), $"post_processor.{end}[1]");
}
