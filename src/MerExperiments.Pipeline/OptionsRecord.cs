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
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            return [new Fault(place, $"has the options {type.Name}, which cannot be made without arguments; it must be a record with init properties")];
        }

        Fault[] keys = [.. SettingKey.Of(type).SelectMany(key => Faults(key, $"{place}: {type.Name}.{key.Property.Name}"))];
        return keys.Length > 0 ? keys : OptionsCheck.Faults(Activator.CreateInstance(type)!, $"{place}: {type.Name}: the default of");
    }

    private static IEnumerable<Fault> Faults(SettingKey key, string place)
    {
        bool isNumber = key.ValueType == typeof(int) || key.ValueType == typeof(double);
        if (key.IsSection && key.Rule<ByKindAttribute>() is null)
        {
            return Faults(key.Type, place);
        }

        return key.Name == "kind" ? [new Fault(place, "is called kind, which names the corpus itself; it must have another name")]
            : !key.ValueType.IsEnum && !Values.Contains(key.ValueType)
                ? [new Fault(place, $"is of the type {key.ValueType.Name}; it must be one of int, double, bool, string, an enumeration, ValueList, ValueMap or a record of these")]
            : isNumber && key.Rule<BetweenAttribute>() is null ? [new Fault(place, "declares no range; a number must have [Between(low, high)]")]
            : [];
    }
}
