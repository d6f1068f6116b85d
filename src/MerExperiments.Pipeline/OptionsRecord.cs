using System.Collections;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline;

/// <summary>Looks at an options record before it is used as a section of experiments.json.</summary>
internal static class OptionsRecord
{
    private static readonly Type[] Values = [typeof(int), typeof(double), typeof(bool), typeof(string)];

    /// <summary>What keeps a record from being one: no way to make it, keys of other types, numbers without a range, a default that breaks its own range.</summary>
    /// <param name="type">The record.</param>
    /// <param name="place">How faults call it.</param>
    public static IReadOnlyList<Fault> Faults(Type type, string place)
    {
        if (!CanBeMade(type))
        {
            return [new Fault(place, $"has the options {type.Name}, which cannot be made without arguments; it must be a record with init properties")];
        }

        SettingKey[] keys = [.. SettingKey.Of(type)];
        Fault[] faults =
        [
            .. keys.Where(key => key.Name == "kind").Select(key => Of(place, key, "is called kind, which names the corpus itself; it must have another name")),
            .. KeyFaults(type, place, []),
        ];
        return faults.Length > 0 ? faults
            : [.. OptionsCheck.Faults(Activator.CreateInstance(type)!, "").Select(fault => new Fault($"{place}: {type.Name}.{fault.Place}", $"by default {fault.Problem}"))];
    }

    private static IEnumerable<Fault> KeyFaults(Type type, string place, Type[] above) =>
        SettingKey.Of(type).SelectMany(key => Section(key, above) is { } section ? KeyFaults(section, place, [.. above, type]) : ValueFaults(key, place));

    /// <summary>The record of a key that is a section; null where it is none, or not one that can be bound.</summary>
    private static Type? Section(SettingKey key, Type[] above) =>
        key.IsSection && key.Rule<ByKindAttribute>() is null && CanBeMade(key.Type) && SettingKey.Of(key.Type).Length > 0 && !above.Contains(key.Type) && key.Type != key.Property.DeclaringType
            ? key.Type : null;

    private static IEnumerable<Fault> ValueFaults(SettingKey key, string place)
    {
        bool isNumber = key.ValueType == typeof(int) || key.ValueType == typeof(double);
        return !key.ValueType.IsEnum && !Values.Contains(key.ValueType)
            ? [Of(place, key, $"is of the type {key.Type.Name}; it must be one of int, double, bool, string, an enumeration, ValueList, ValueMap or a record of these")]
            : isNumber && key.Rule<BetweenAttribute>() is null ? [Of(place, key, "declares no range; a number must have [Between(low, high)]")]
            : [];
    }

    private static Fault Of(string place, SettingKey key, string problem) => new($"{place}: {key.Property.DeclaringType!.Name}.{key.Property.Name}", problem);

    private static bool CanBeMade(Type type) => !type.IsAbstract && !typeof(IEnumerable).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null;
}
