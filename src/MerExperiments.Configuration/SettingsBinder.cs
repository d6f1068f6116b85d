using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.Settings;

namespace MerExperiments.Configuration;

/// <summary>Turns settings into options records by the rules the records declare, and collects every fault on the way.</summary>
/// <param name="known">The names that are registered or have a card.</param>
/// <param name="workspaceRoot">What relative paths are relative to.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class SettingsBinder(KnownNames known, string workspaceRoot, List<Fault> faults)
{
    private const string Kind = "kind";

    /// <summary>The paths of the settings whose value was refused; their properties hold defaults.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Binds one object; the second result holds its settings with all defaults, as JSON.</summary>
    public (object Record, JsonObject Frozen) Bind(Type type, Setting section)
    {
        RefuseUnknownKeys([.. SettingKey.Of(type).Select(key => key.Name)], section);
        return BindKeys(type, section);
    }

    /// <summary>Binds the keys that the record has. Rules between keys are looked at where none of them was refused: else they would mislead.</summary>
    private (object Record, JsonObject Frozen) BindKeys(Type type, Setting section)
    {
        int refused = Refused.Count;
        object record = Activator.CreateInstance(type)!;
        var frozen = new JsonObject();
        object? kind = null;
        foreach (SettingKey key in SettingKey.Of(type))
        {
            BindKey(key, section, kind, record, frozen);
            if (key.Name == Kind && frozen.ContainsKey(Kind))
            {
                kind = key.Get(record);
            }
        }

        if (Refused.Count == refused)
        {
            faults.AddRange(SettingKey.WithInline(record).OfType<IHasRules>().SelectMany(rules => rules.BrokenRules()).Select(broken => section.FaultOf(broken.Key, broken.Problem)));
        }

        return (record, frozen);
    }

    private void BindKey(SettingKey key, Setting section, object? kind, object record, JsonObject frozen)
    {
        bool applies = kind is null || key.Rule<OnlyForAttribute>() is not { } only || only.Kinds.Contains(kind);
        if (section[key.Name] is { } setting && (applies || !setting.IsForAnotherKind))
        {
            RefuseWhereItDoesNotApply(key, setting, kind, applies);
            BindPresent(key, setting, record, frozen);
        }
        else if (key.IsRequired)
        {
            Refused.Add(section.PathOf(key.Name));
            faults.Add(section.FaultOf(key.Name, $"is missing; it must be {(key.IsList ? "a list" : ValueReader.Wanted(key.Type))}"));
        }
        else if (key.IsSection && !key.IsOptional)
        {
            BindPresent(key, new Setting(section.File, section.PathOf(key.Name), default, []), record, frozen);
        }
        else if (applies && key.Get(record) is { } value)
        {
            SetValue(key, value, record, frozen);
        }
    }

    private void RefuseUnknownKeys(ImmutableArray<string> names, Setting section)
    {
        foreach (string unknown in section.Children!.Keys.Where(name => !names.Contains(name)))
        {
            faults.Add(section.Fault($"has the unknown key \"{unknown}\"{NearestName.Hint(unknown, names)}"));
        }
    }

    private void RefuseWhereItDoesNotApply(SettingKey key, Setting setting, object? kind, bool applies)
    {
        if (!applies)
        {
            faults.Add(Meaningless(setting, SettingKey.NameOf(kind!), key.Rule<OnlyForAttribute>()!.Kinds.Select(SettingKey.NameOf)));
        }
    }

    private static Fault Meaningless(Setting setting, string kind, IEnumerable<string> kinds) =>
        setting.Fault($"is set, and has no meaning where kind is {kind}; it belongs to kind {string.Join(", ", kinds)}");

    private void BindPresent(SettingKey key, Setting setting, object record, JsonObject frozen)
    {
        if (!key.IsSection)
        {
            BindValue(key, setting, record, frozen);
        }
        else if (setting.Children is null)
        {
            Refused.Add(setting.Path);
            faults.Add(setting.Fault($"is {setting.Described}; it must be an object"));
        }
        else if (key.Rule<ByKindAttribute>() is { } rule)
        {
            BindByKind(key, rule.Kind, setting, record, frozen);
        }
        else
        {
            (object section, JsonObject json) = Bind(key.Type, setting);
            key.Set(record, section);
            frozen[key.Name] = json;
        }
    }

    /// <summary>Binds a section whose <c>kind</c> names something registered: the other keys are those of its options record.</summary>
    private void BindByKind(SettingKey key, NameKind names, Setting setting, object record, JsonObject frozen)
    {
        if (KindOf(key, names, setting, record) is not { } kind)
        {
            Refused.Add(setting.PathOf(Kind));
            return;
        }

        Type? type = known.OptionsOf(names, kind);
        ImmutableArray<string> keys = type is null ? [] : [.. SettingKey.Of(type).Select(k => k.Name)];
        Setting own = setting with { Children = new OrderedDictionary<string, Setting>(setting.Children!.Where(child => child.Key != Kind && !BelongsElsewhere(names, kind, keys, child))) };
        RefuseUnknownKeys(keys, own);
        (object Record, JsonObject Frozen)? bound = type is null ? null : BindKeys(type, own);
        key.Set(record, new KindSettings(kind, bound?.Record));
        frozen[key.Name] = new JsonObject([KeyValuePair.Create<string, JsonNode?>(Kind, kind), .. (bound?.Frozen ?? []).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]);
    }

    /// <summary>The kind that is set, or the record's default; null where it was refused.</summary>
    private string? KindOf(SettingKey key, NameKind names, Setting setting, object record)
    {
        IReadOnlyList<string> kinds = known.Of(names);
        if (setting[Kind] is not { } given)
        {
            if (key.Get(record) is KindSettings byDefault)
            {
                return byDefault.Kind;
            }

            faults.Add(setting.FaultOf(Kind, $"is missing; it must be one of: {string.Join(", ", kinds)}"));
            return null;
        }

        string? text = given.Value.ValueKind == JsonValueKind.String ? given.Value.GetString() : null;
        if (text is not null && kinds.Contains(text))
        {
            return text;
        }

        faults.Add(given.Fault(text is null ? $"is {given.Described}; it must be one of: {string.Join(", ", kinds)}" : $"is \"{text}\"{NearestName.Hint(text, kinds)}"));
        return null;
    }

    /// <summary>Refuses a key that this kind does not have and others do.</summary>
    private bool BelongsElsewhere(NameKind names, string kind, ImmutableArray<string> keys, KeyValuePair<string, Setting> child)
    {
        string[] others = keys.Contains(child.Key)
            ? []
            : [.. known.Of(names).Where(name => known.OptionsOf(names, name) is { } type && SettingKey.Of(type).Any(key => key.Name == child.Key))];
        faults.AddRange(others.Length > 0 && !child.Value.IsForAnotherKind ? [Meaningless(child.Value, kind, others)] : []);
        return others.Length > 0;
    }

    private void BindValue(SettingKey key, Setting setting, object record, JsonObject frozen)
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
    private void SetValue(SettingKey key, object value, object record, JsonObject frozen)
    {
        frozen[key.Name] = SettingKey.ToJson(value);
        bool isPath = key.Rule<WorkspacePathAttribute>() is not null;
        key.Set(record, isPath ? Path.GetFullPath((string)value, workspaceRoot) : value);
    }
}
