using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.Settings;

namespace MerExperiments.Configuration;

/// <summary>The JSON schema (draft 2020-12) of experiments.json, made from the options records: keys, ranges, choices, defaults and what each key means.</summary>
/// <remarks>It accepts what the records' declared rules accept. Rules between sections, and whether a file or card exists, only loading tells.</remarks>
public static class SettingsSchema
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, the same bytes for the same records and names.</summary>
    /// <param name="experiment">The record of one experiment.</param>
    /// <param name="known">The names; a kind without names takes any text.</param>
    public static string Of(Type experiment, KnownNames known)
    {
        JsonObject one = Section(experiment, known);
        one.Insert(0, "description", "One experiment.");
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "experiments.json of MerExperiments",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["$schema"] = new JsonObject { ["description"] = "Where this schema lies, for editors.", ["type"] = "string" },
                ["defaults"] = Defaults(experiment),
                ["experiments"] = new JsonObject
                {
                    ["description"] = "The experiments by name: 1 to 64 lower-case letters, digits and hyphens.",
                    ["type"] = "object",
                    ["minProperties"] = 1,
                    ["propertyNames"] = new JsonObject { ["pattern"] = "^[a-z0-9][a-z0-9-]{0,63}$" },
                    ["additionalProperties"] = new JsonObject { ["$ref"] = "#/$defs/experiment" },
                },
            },
            ["required"] = new JsonArray("experiments"),
            ["additionalProperties"] = false,
            ["$defs"] = new JsonObject { ["experiment"] = one },
        };
        return schema.ToJsonString(Written) + "\n";
    }

    private static JsonObject Defaults(Type experiment) => new()
    {
        ["description"] = "Settings of every experiment that does not set them itself.",
        ["type"] = "object",
        ["properties"] = new JsonObject(SettingKey.Of(experiment)
            .Where(key => key.Rule<PerExperimentAttribute>() is null)
            .Select(key => KeyValuePair.Create<string, JsonNode?>(key.Name, new JsonObject { ["$ref"] = $"#/$defs/experiment/properties/{key.Name}" }))),
        ["additionalProperties"] = false,
    };

    private static JsonObject Section(Type record, KnownNames known)
    {
        SettingKey[] keys = [.. SettingKey.Of(record)];
        object defaults = Activator.CreateInstance(record)!;
        var schema = new JsonObject { ["type"] = "object", ["properties"] = Properties(keys, defaults, known), ["additionalProperties"] = false };
        Require(schema, keys);
        RestrictToKinds(schema, keys, defaults);
        return schema;
    }

    private static JsonObject Properties(IEnumerable<SettingKey> keys, object defaults, KnownNames known) =>
        new(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key.Name, Described(XmlSummaries.Of(key.Property), Of(key, key.IsRequired ? null : key.Get(defaults), known)))));

    private static JsonObject Described(string? description, JsonObject schema)
    {
        if (description is not null)
        {
            schema.Insert(0, "description", description);
        }

        return schema;
    }

    private static JsonObject Of(SettingKey key, object? byDefault, KnownNames known) =>
        key.Rule<ByKindAttribute>() is { } rule ? ByKind(rule.Kind, (byDefault as KindSettings)?.Kind, known)
        : key.IsSection ? Section(key.Type, known)
        : key.IsMap ? WithDefault(new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(key, known) }, byDefault)
        : key.IsList ? List(key, byDefault, known)
        : WithDefault(Value(key, known), byDefault);

    private static JsonObject List(SettingKey key, object? byDefault, KnownNames known) => WithDefault(
        new JsonObject { ["type"] = "array", ["items"] = Value(key, known), ["minItems"] = key.Rule<LeastCountAttribute>()?.Count ?? 1, ["uniqueItems"] = true },
        byDefault);

    private static JsonObject Value(SettingKey key, KnownNames known) => key.ValueType switch
    {
        { IsEnum: true } => Choices(SettingKey.ChoicesOf(key.ValueType)),
        var type when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        var type when type == typeof(string) => key.Rule<NamesAttribute>() is { } names && known.Of(names.Kind).Count > 0 ? Choices(known.For(names)) : Text(),
        var type => Number(type == typeof(int), key.Rule<BetweenAttribute>()!),
    };

    private static JsonObject Text() => new() { ["type"] = "string", ["pattern"] = "\\S" };

    private static JsonObject Choices(IEnumerable<string> names) => new() { ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    private static JsonObject Number(bool whole, BetweenAttribute range) =>
        new() { ["type"] = whole ? "integer" : "number", ["minimum"] = range.Low, ["maximum"] = range.High };

    private static JsonObject WithDefault(JsonObject schema, object? value)
    {
        if (value is not null)
        {
            schema["default"] = SettingKey.ToJson(value);
        }

        return schema;
    }

    private static void Require(JsonObject schema, IEnumerable<SettingKey> keys)
    {
        JsonNode?[] required = [.. keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }
    }

    /// <summary>Keys that only some kinds of an enumeration have are refused for the others.</summary>
    private static void RestrictToKinds(JsonObject schema, SettingKey[] keys, object defaults)
    {
        foreach (IGrouping<string, SettingKey> group in keys.Where(key => key.Rule<OnlyForAttribute>() is not null)
            .GroupBy(key => string.Join(' ', key.Rule<OnlyForAttribute>()!.Kinds.Select(SettingKey.NameOf))))
        {
            string[] kinds = group.Key.Split(' ');
            bool byDefault = kinds.Contains(SettingKey.NameOf(keys.First(key => key.Name == "kind").Get(defaults)!));
            Rules(schema).Add(If(kinds, byDefault, then: null, otherwise: new JsonObject { ["properties"] = new JsonObject(Absent(group.Select(key => key.Name))) }));
        }
    }

    /// <summary>A section whose other keys depend on its kind. What a key shared by several kinds may hold stands once where they agree, else with each kind.</summary>
    private static JsonObject ByKind(NameKind names, string? byDefault, KnownNames known)
    {
        KindKey[] keys = [.. known.Of(names).SelectMany(kind => KeysOf(names, kind, known))];
        ILookup<string, KindKey> byName = keys.ToLookup(key => key.Key.Name, StringComparer.Ordinal);
        var properties = new JsonObject { ["kind"] = Described("The kind; it decides which other keys there are.", WithDefault(Choices(known.Of(names)), byDefault)) };
        foreach (IGrouping<string, KindKey> shared in byName)
        {
            properties[shared.Key] = Described(Description(shared), Agree(shared) ? Of(shared.First().Key, null, known) : []);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        foreach (string kind in known.Of(names))
        {
            KindKey[] own = [.. keys.Where(key => key.Kind == kind)];
            var then = new JsonObject([.. OwnRules(own, byName, known), .. Absent(byName.Select(shared => shared.Key).Except(own.Select(key => key.Key.Name)))]);
            if (then.Count > 0)
            {
                Rules(schema).Add(If([kind], kind == byDefault, new JsonObject { ["properties"] = then }, otherwise: null, RequiredOf(own.Select(key => key.Key))));
            }
        }

        if (byDefault is null)
        {
            schema["required"] = new JsonArray("kind");
        }

        return schema;

        bool Agree(IEnumerable<KindKey> shared) => shared.Select(key => Of(key.Key, null, known).ToJsonString()).Distinct(StringComparer.Ordinal).Count() == 1;

        IEnumerable<KeyValuePair<string, JsonNode?>> OwnRules(IEnumerable<KindKey> own, ILookup<string, KindKey> all, KnownNames from) => own
            .Select(key => KeyValuePair.Create<string, JsonNode?>(key.Key.Name, Agree(all[key.Key.Name]) ? WithDefault([], key.Default) : Of(key.Key, key.Default, from)))
            .Where(pair => pair.Value!.AsObject().Count > 0);
    }

    private static IEnumerable<KindKey> KeysOf(NameKind names, string kind, KnownNames known)
    {
        if (known.OptionsOf(names, kind) is not { } record)
        {
            return [];
        }

        object defaults = Activator.CreateInstance(record)!;
        return SettingKey.Of(record).Select(key => new KindKey(kind, key, key.IsRequired || key.IsSection ? null : key.Get(defaults)));
    }

    /// <summary>What a key means; where kinds differ in it, what it means for each.</summary>
    private static string? Description(IEnumerable<KindKey> shared)
    {
        (string Text, string Kinds)[] texts =
        [
            .. shared.GroupBy(key => XmlSummaries.Of(key.Key.Property) ?? "", StringComparer.Ordinal)
                .Select(same => (same.Key, string.Join(", ", same.Select(key => key.Kind)))),
        ];
        return texts.Length == 1 ? (texts[0].Text.Length > 0 ? texts[0].Text : null) : string.Join(" ", texts.Select(text => $"{text.Kinds}: {text.Text}"));
    }

    private sealed record KindKey(string Kind, SettingKey Key, object? Default);

    private static JsonArray RequiredOf(IEnumerable<SettingKey> keys) => new([.. keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Absent(IEnumerable<string> keys) => keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, false));

    private static JsonArray Rules(JsonObject schema)
    {
        if (schema["allOf"] is not JsonArray rules)
        {
            schema["allOf"] = rules = [];
        }

        return rules;
    }

    /// <summary>A rule for some kinds; where one of them is the default, it holds for a section without a kind too.</summary>
    private static JsonObject If(string[] kinds, bool byDefault, JsonObject? then, JsonObject? otherwise, JsonArray? required = null)
    {
        var condition = new JsonObject { ["properties"] = new JsonObject { ["kind"] = kinds.Length == 1 ? new JsonObject { ["const"] = kinds[0] } : Choices(kinds) } };
        if (!byDefault)
        {
            condition["required"] = new JsonArray("kind");
        }

        if (then is not null && required is { Count: > 0 })
        {
            then["required"] = required;
        }

        var rule = new JsonObject { ["if"] = condition };
        AddTo(rule, "then", then);
        AddTo(rule, "else", otherwise);
        return rule;
    }

    private static void AddTo(JsonObject rule, string key, JsonObject? value)
    {
        if (value is not null)
        {
            rule[key] = value;
        }
    }
}
