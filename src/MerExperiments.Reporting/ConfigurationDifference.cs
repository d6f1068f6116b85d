using System.Text.Json;

namespace MerExperiments.Reporting;

/// <summary>A setting that is not the same in all of several configurations.</summary>
/// <param name="Path">Where it stands, e.g. <c>sweep.trials</c>.</param>
/// <param name="Values">Its JSON text in each configuration; null where absent.</param>
internal sealed record ConfigurationDifference(string Path, IReadOnlyList<string?> Values)
{
    /// <summary>The differences, by ordinal path. Arrays are compared whole.</summary>
    public static IReadOnlyList<ConfigurationDifference> Between(IReadOnlyList<JsonElement> configurations)
    {
        SortedDictionary<string, string>[] flat = [.. configurations.Select(Flatten)];
        return
        [
            .. flat.SelectMany(settings => settings.Keys)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(path => new ConfigurationDifference(path, [.. flat.Select(settings => settings.GetValueOrDefault(path))]))
                .Where(difference => difference.Values.Distinct().Count() > 1),
        ];
    }

    private static SortedDictionary<string, string> Flatten(JsonElement configuration)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(settings, "", configuration);
        return settings;
    }

    private static void Add(SortedDictionary<string, string> settings, string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            settings[path] = element.ValueKind == JsonValueKind.Undefined ? "" : element.GetRawText();
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            Add(settings, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
        }
    }
}
