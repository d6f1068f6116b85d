using System.Globalization;
using System.Text.Json;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>Reads the typed values of one JSON object of a published configuration, and gathers what is wrong with them.</summary>
/// <param name="file">The file, for faults.</param>
/// <param name="path">The object's own place in it, ending with a dot; empty for the root.</param>
/// <param name="root">The object.</param>
/// <param name="faults">Where faults go, in the order in which values are asked for.</param>
internal sealed class ConfigurationValues(string file, string path, JsonElement root, List<Fault> faults)
{
    /// <summary>True where a key stands there with a value that is not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A whole number from 1, or a greater least, to a greatest.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Its value where it is missing or null; null where it must stand there.</param>
    /// <param name="greatest">The greatest number that can be meant.</param>
    /// <param name="least">The least.</param>
    /// <returns>The number; 0 where it was refused.</returns>
    public int Size(string key, int? fallback, int greatest, int least = 1)
    {
        string rule = string.Create(CultureInfo.InvariantCulture, $"it must be a whole number from {least} to {greatest}");
        if (Find(key) is not { } value)
        {
            return fallback ?? Refuse<int>(key, $"is missing; {rule}");
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= least && number <= greatest
            ? (int)number
            : Refuse<int>(key, $"is {Described(value)}; {rule}");
    }

    /// <summary>A finite number above a bound.</summary>
    /// <returns>The number; the fallback where it is missing or was refused.</returns>
    public double Number(string key, double fallback, double above = 0, double greatest = double.MaxValue)
    {
        if (Find(key) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number > above && number <= greatest)
        {
            return number;
        }

        string upper = greatest < double.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" and at most {greatest}") : "";
        Refuse(key, string.Create(CultureInfo.InvariantCulture, $"is {Described(value)}; it must be a finite number above {above}{upper}"));
        return fallback;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => Refuse<bool>(key, $"is {Described(value)}; it must be true or false"),
    };

    /// <summary>A text; null where it is missing or was refused.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => Refuse<string>(key, $"is {Described(value)}; it must be a text"),
    };

    /// <summary>An object within this one; null where it is missing or was refused.</summary>
    public ConfigurationValues? Part(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new ConfigurationValues(file, $"{path}{key}.", value, faults),
        { } value => Refuse<ConfigurationValues>(key, $"is {Described(value)}; it must be an object"),
    };

    /// <summary>True where a list of texts holds one of them.</summary>
    public bool Lists(string key, string text) => Find(key) is { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.GetString() == text);

    /// <summary>Notes a fault of a key's value.</summary>
    public void Refuse(string key, string problem) => faults.Add(new Fault($"{file}: {path}{key}", problem));

    private T? Refuse<T>(string key, string problem)
    {
        Refuse(key, problem);
        return default;
    }

    private JsonElement? Find(string key) => root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Described(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ when value.GetRawText() is { Length: > 60 } text => text[..60] + "…",
        _ => value.GetRawText(),
    };
}
