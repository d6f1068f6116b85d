using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using MerExperiments.Settings;

namespace MerExperiments.Configuration;

/// <summary>Reads the value of one key and holds it against the key's declared rules.</summary>
internal sealed class ValueReader(SettingKey key, KnownNames known, List<Fault> faults)
{
    /// <summary>The value as the property's type, or null where it was refused.</summary>
    public object? Read(Setting setting)
    {
        if (key.IsMap)
        {
            return setting.Children is null ? Refuse(setting, $"is {setting.Described}; it must be an object of numbers by name") : ReadMap(setting.Children);
        }

        if (!key.IsList)
        {
            return setting.Children is null ? ReadOne(setting) : Refuse(setting, $"is an object; it must be {Wanted(key.Type)}");
        }

        return setting.Value.ValueKind == JsonValueKind.Array
            ? ReadList(setting)
            : Refuse(setting, $"is {setting.Described}; it must be a list");
    }

    private ValueMap? ReadMap(OrderedDictionary<string, Setting> children)
    {
        (string Name, object? Value)[] read = [.. children.Select(child => (child.Key, ReadOne(child.Value)))];
        return read.Any(pair => pair.Value is null) ? null : new ValueMap(read.Select(pair => KeyValuePair.Create(pair.Name, (double)pair.Value!)));
    }

    private object? ReadList(Setting setting)
    {
        int least = key.Rule<LeastCountAttribute>()?.Count ?? 1;
        Setting[] elements = [.. setting.Value.EnumerateArray().Select((element, i) => new Setting(setting.File, $"{setting.Path}[{i}]", element))];
        if (elements.Length < least)
        {
            return Refuse(setting, $"has {elements.Length} values; it must have {least} or more");
        }

        object?[] values = [.. elements.Select(ReadOne)];
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] is not null && Array.IndexOf(values, values[i]) < i)
            {
                Refuse(elements[i], $"is {elements[i].Described}, which the list holds already; each value must stand once");
            }
        }

        return values.Contains(null) ? null : ToList(values);
    }

    private object ToList(object?[] values)
    {
        var typed = Array.CreateInstance(key.ValueType, values.Length);
        Array.Copy(values, typed, values.Length);
        return typeof(ValueReader).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(key.ValueType).Invoke(null, [typed])!;
    }

    private static ValueList<T> ListOf<T>(T[] values) => [.. values];

    private object? ReadOne(Setting setting)
    {
        Type type = key.ValueType;
        JsonElement value = setting.Value;
        return (value.ValueKind, type) switch
        {
            (JsonValueKind.Number, _) when type == typeof(double) || type == typeof(int) => ReadNumber(setting, type == typeof(int)),
            (JsonValueKind.True or JsonValueKind.False, _) when type == typeof(bool) => value.GetBoolean(),
            (JsonValueKind.String, _) when type == typeof(string) => ReadText(setting, value.GetString()!),
            (JsonValueKind.String, { IsEnum: true }) => ReadChoice(setting, value.GetString()!),
            _ => Refuse(setting, $"is {setting.Described}; it must be {Wanted(type)}"),
        };
    }

    /// <summary>What one value of a type must be, in words.</summary>
    public static string Wanted(Type type) =>
        type.IsEnum ? $"one of: {string.Join(", ", SettingKey.ChoicesOf(type))}"
        : type == typeof(int) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "a text"
        : "an object";

    private object? ReadNumber(Setting setting, bool whole)
    {
        double number = setting.Value.GetDouble();
        if (whole && number != Math.Floor(number))
        {
            return Refuse(setting, $"is {setting.Value.GetRawText()}; it must be a whole number");
        }

        return key.RangeProblem(number, setting.Value.GetRawText()) is { } problem ? Refuse(setting, problem) : whole ? (object)(int)number : number;
    }

    private object? ReadText(Setting setting, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse(setting, "is empty; it must hold a text");
        }

        if (text.Contains('\0'))
        {
            return Refuse(setting, "holds a NUL character; it must be plain text");
        }

        return key.Rule<NamesAttribute>() is { } names && !known.For(names).Contains(text) ? RefuseName(setting, text, names) : text;
    }

    /// <summary>A name whose card is faulty was spelt well, so that no nearest name is of help: the card's faults are.</summary>
    private object? RefuseName(Setting setting, string name, NamesAttribute names)
    {
        IReadOnlyList<Fault> card = known.FaultsOf(names.Kind, name);
        faults.AddRange(card.Select(fault => setting.Fault($"is \"{name}\", which has a faulty card: {fault}")));
        return card.Count > 0 ? null : Refuse(setting, $"is \"{name}\"{NearestName.Hint(name, [.. known.For(names)])}");
    }

    private object? ReadChoice(Setting setting, string text)
    {
        ImmutableArray<string> choices = SettingKey.ChoicesOf(key.ValueType);
        int index = choices.IndexOf(text);
        string? near = NearestName.Of(text, choices);
        return index >= 0
            ? Enum.GetValues(key.ValueType).GetValue(index)
            : Refuse(setting, $"is \"{text}\"; it must be one of: {string.Join(", ", choices)}{(near is null ? "" : $"; did you mean \"{near}\"?")}");
    }

    private object? Refuse(Setting setting, string problem)
    {
        faults.Add(setting.Fault(problem));
        return null;
    }
}
