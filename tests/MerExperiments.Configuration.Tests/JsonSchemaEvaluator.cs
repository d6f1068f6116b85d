using System.Text.Json;
using System.Text.RegularExpressions;

namespace MerExperiments.Configuration.Tests;

/// <summary>Evaluates the part of JSON Schema 2020-12 that experiments.schema.json uses; a keyword it does not know is an error, not a pass.</summary>
internal sealed class JsonSchemaEvaluator(JsonElement root)
{
    public bool Accepts(JsonElement value) => Accepts(root, value);

    private bool Accepts(JsonElement schema, JsonElement value) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.EnumerateObject().All(keyword => Holds(keyword.Name, keyword.Value, schema, value)),
    };

    private bool Holds(string keyword, JsonElement rule, JsonElement schema, JsonElement value) => keyword switch
    {
        "$schema" or "title" or "description" or "default" or "examples" or "$defs" or "then" or "else" => true,
        "type" => TypeIs(rule.GetString()!, value),
        "enum" => rule.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)),
        "const" => JsonElement.DeepEquals(rule, value),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!),
        "$ref" => Accepts(Resolve(rule.GetString()!), value),
        "allOf" => rule.EnumerateArray().All(part => Accepts(part, value)),
        "if" => !schema.TryGetProperty(Accepts(rule, value) ? "then" : "else", out JsonElement branch) || Accepts(branch, value),
        _ when value.ValueKind == JsonValueKind.Array => HoldsForList(keyword, rule, value),
        _ when value.ValueKind == JsonValueKind.Object => HoldsForObject(keyword, rule, schema, value),
        _ => true,
    };

    private bool HoldsForList(string keyword, JsonElement rule, JsonElement list) => keyword switch
    {
        "items" => list.EnumerateArray().All(element => Accepts(rule, element)),
        "minItems" => list.GetArrayLength() >= rule.GetInt32(),
        "uniqueItems" => AllDiffer([.. list.EnumerateArray()]),
        "properties" or "required" or "additionalProperties" or "propertyNames" or "minProperties" => true,
        _ => throw new NotSupportedException($"the keyword {keyword}"),
    };

    private bool HoldsForObject(string keyword, JsonElement rule, JsonElement schema, JsonElement value) => keyword switch
    {
        "properties" => rule.EnumerateObject().All(p => !value.TryGetProperty(p.Name, out JsonElement inner) || Accepts(p.Value, inner)),
        "required" => rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "additionalProperties" => value.EnumerateObject().All(p => IsDeclared(schema, p.Name) || Accepts(rule, p.Value)),
        "propertyNames" => value.EnumerateObject().All(p => Accepts(rule, JsonSerializer.SerializeToElement(p.Name))),
        "minProperties" => value.EnumerateObject().Count() >= rule.GetInt32(),
        "items" or "minItems" or "uniqueItems" => true,
        _ => throw new NotSupportedException($"the keyword {keyword}"),
    };

    private static bool IsDeclared(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(name, out _);

    private static bool TypeIs(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("integer", JsonValueKind.Number) => value.GetDouble() == Math.Floor(value.GetDouble()),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };

    private static bool AllDiffer(JsonElement[] elements) =>
        !elements.Where((element, i) => elements.Take(i).Any(before => JsonElement.DeepEquals(before, element))).Any();

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (at, key) => at.GetProperty(key));
}
