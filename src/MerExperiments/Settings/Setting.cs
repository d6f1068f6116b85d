using System.Text.Json;

namespace MerExperiments.Settings;

/// <summary>One value of a configuration and where it was written; an object's value is its children, in the order of the file.</summary>
/// <param name="File">The file, or <c>command line</c>, for faults.</param>
/// <param name="Path">The dotted path in it; empty for the whole file.</param>
/// <param name="Value">The JSON value.</param>
/// <param name="Children">The settings of an object by key; null for any other value.</param>
public sealed record Setting(string File, string Path, JsonElement Value, OrderedDictionary<string, Setting>? Children = null)
{
    private const string Kind = "kind";

    /// <summary>Reads a value with all below it. A key that stands twice is a fault; its first value is kept.</summary>
    public static Setting Read(string file, string path, JsonElement value, List<Fault> faults)
    {
        DecodeTexts(value);
        var setting = new Setting(file, path, value, value.ValueKind == JsonValueKind.Object ? [] : null);
        foreach (JsonProperty property in setting.Children is null ? [] : value.EnumerateObject().AsEnumerable())
        {
            Setting child = Read(file, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value, faults);
            if (!setting.Children!.TryAdd(property.Name, child))
            {
                faults.Add(child.Fault("stands twice in one object; it must stand once"));
            }
        }

        return setting;
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> where a text is not valid Unicode, so that no later reader meets it.</summary>
    private static void DecodeTexts(JsonElement value)
    {
        _ = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (JsonElement element in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [])
        {
            DecodeTexts(element);
        }
    }

    /// <summary>Whether a layer above chose another <c>kind</c> than the one that this key was written for: then it is left out where it has no meaning, not refused.</summary>
    public bool IsForAnotherKind { get; init; }

    /// <summary>The setting of a key; null where the object has none, or this is no object.</summary>
    public Setting? this[string key] => Children?.GetValueOrDefault(key);

    /// <summary>Where a child stands or would stand.</summary>
    public string PathOf(string key) => this[key]?.Path ?? (Path.Length == 0 ? key : $"{Path}.{key}");

    /// <summary>A fault of this value.</summary>
    public Fault Fault(string problem) => new(File, Path.Length == 0 ? $"the file {problem}" : $"{Path} {problem}");

    /// <summary>A fault of a key of this object, whether or not it is there.</summary>
    public Fault FaultOf(string key, string problem) => this[key]?.Fault(problem) ?? new Fault(File, $"{PathOf(key)} {problem}");

    /// <summary>An object's setting of a key, which is an object itself; an empty one where it is absent or no object.</summary>
    public Setting Section(string name) => this[name] is { Children: not null } given ? given : new Setting(File, PathOf(name), default, []);

    /// <summary>This object with another's values in front of its own; objects in both are merged key by key.</summary>
    public Setting Under(Setting over)
    {
        if (Children is null || over.Children is null)
        {
            return over;
        }

        var merged = new OrderedDictionary<string, Setting>(over.Children);
        foreach ((string key, Setting value) in ForKind(over[Kind]))
        {
            merged[key] = over[key] is { } winner ? value.Under(winner) : value;
        }

        return over with { Children = merged };
    }

    /// <summary>This object with one value set at a path of keys; sections on the way that are absent are made.</summary>
    public Setting With(ReadOnlySpan<string> keys, Setting value)
    {
        if (keys.IsEmpty)
        {
            return value;
        }

        Setting below = this[keys[0]] is { Children: not null } section ? section : new Setting(File, PathOf(keys[0]), default, []);
        var children = new OrderedDictionary<string, Setting>(ForKind(keys is [Kind] ? value : null));
        children[keys[0]] = below.With(keys[1..], value);
        return this with { Children = children };
    }

    /// <summary>The children, marked where a kind that is put over theirs is another one.</summary>
    private IEnumerable<KeyValuePair<string, Setting>> ForKind(Setting? kind) =>
        kind is null || this[Kind] is not { } own || JsonElement.DeepEquals(own.Value, kind.Value)
            ? Children ?? []
            : Children!.Select(child => KeyValuePair.Create(child.Key, child.Value with { IsForAnotherKind = true }));

    /// <summary>The value in words, e.g. <c>the text "five"</c>.</summary>
    public string Described => Children is not null ? "an object" : Describe(Value);

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text \"{value.GetString()}\"",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => value.GetRawText(),
    };
}
