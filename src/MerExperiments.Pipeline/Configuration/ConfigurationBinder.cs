using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>Turns settings into options records by the rules the records declare, and collects every fault on the way.</summary>
/// <param name="known">The names that other rooms register.</param>
/// <param name="workspaceRoot">What relative paths are relative to.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class ConfigurationBinder(KnownNames known, string workspaceRoot, List<Fault> faults)
{
    /// <summary>The paths of the settings whose value was refused; their properties hold defaults.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Binds one object; the second result holds its settings with all defaults, as JSON.</summary>
    public (object Record, JsonObject Frozen) Bind(Type type, Setting section)
    {
        object record = Activator.CreateInstance(type)!;
        var frozen = new JsonObject();
        RefuseUnknownKeys(type, section);
        object? kind = null;
        foreach (Key key in Key.Of(type))
        {
            BindKey(key, section, kind, record, frozen);
            if (key.Name == "kind" && frozen.ContainsKey("kind"))
            {
                kind = key.Property.GetValue(record);
            }
        }

        return (record, frozen);
    }

    private void BindKey(Key key, Setting section, object? kind, object record, JsonObject frozen)
    {
        bool applies = kind is null || key.Rule<OnlyForAttribute>() is not { } only || only.Kinds.Contains(kind);
        if (section[key.Name] is { } setting)
        {
            RefuseWhereItDoesNotApply(key, setting, kind, applies);
            BindPresent(key, setting, record, frozen);
        }
        else if (key.IsRequired)
        {
            Refused.Add(section.PathOf(key.Name));
            faults.Add(section.FaultOf(key.Name, $"is missing; it must be {(key.IsList ? "a list" : ValueReader.Wanted(key.Type))}"));
        }
        else if (key.IsSection && !key.IsOptionalSection)
        {
            BindPresent(key, new Setting(section.File, section.PathOf(key.Name), default, []), record, frozen);
        }
        else if (applies && key.Property.GetValue(record) is { } value)
        {
            SetValue(key, value, record, frozen);
        }
    }

    private void RefuseUnknownKeys(Type type, Setting section)
    {
        ImmutableArray<string> names = [.. Key.Of(type).Select(key => key.Name)];
        foreach (string unknown in section.Children!.Keys.Where(name => !names.Contains(name)))
        {
            faults.Add(section.Fault($"has the unknown key \"{unknown}\"{NearestName.Hint(unknown, names)}"));
        }
    }

    private void RefuseWhereItDoesNotApply(Key key, Setting setting, object? kind, bool applies)
    {
        if (!applies)
        {
            string kinds = string.Join(", ", key.Rule<OnlyForAttribute>()!.Kinds.Select(Key.NameOf));
            faults.Add(setting.Fault($"is set, and has no meaning where kind is {Key.NameOf(kind!)}; it belongs to kind {kinds}"));
        }
    }

    private void BindPresent(Key key, Setting setting, object record, JsonObject frozen)
    {
        if (!key.IsSection)
        {
            BindValue(key, setting, record, frozen);
        }
        else if (setting.Children is null)
        {
            faults.Add(setting.Fault($"is {setting.Described}; it must be an object"));
        }
        else
        {
            (object section, JsonObject json) = Bind(key.Type, setting);
            key.Property.SetValue(record, section);
            frozen[key.Name] = json;
        }
    }

    private void BindValue(Key key, Setting setting, object record, JsonObject frozen)
    {
        var reader = new ValueReader(key, known, faults);
        if (reader.Read(setting) is not { } value)
        {
            Refused.Add(setting.Path);
            return;
        }

        SetValue(key, value, record, frozen);
    }

    /// <summary>A path is frozen as it was written, and bound as an absolute one.</summary>
    private void SetValue(Key key, object value, object record, JsonObject frozen)
    {
        frozen[key.Name] = Freeze(value);
        bool isPath = key.Rule<WorkspacePathAttribute>() is not null;
        key.Property.SetValue(record, isPath ? Path.GetFullPath((string)value, workspaceRoot) : value);
    }

    private static JsonNode? Freeze(object value) => value switch
    {
        Enum choice => JsonValue.Create(Key.NameOf(choice)),
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };
}
