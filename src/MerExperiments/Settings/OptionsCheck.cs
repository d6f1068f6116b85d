using System.Collections;
using System.Globalization;

namespace MerExperiments.Settings;

/// <summary>Holds an options record against the rules declared on its properties: the one validator of every room.</summary>
public static class OptionsCheck
{
    /// <summary>What is out of its range, all at once; each fault is placed by its key below <paramref name="place"/>.</summary>
    /// <param name="options">The record; records in it are checked too.</param>
    /// <param name="place">How faults call the record, e.g. <c>sweep</c>; may be empty.</param>
    public static IReadOnlyList<Fault> Faults(object options, string place) =>
    [
        .. SettingKey.Of(options.GetType()).SelectMany(key => Faults(key, key.Get(options), Below(place, key.Name))),
        .. SettingKey.WithInline(options).OfType<IHasRules>().SelectMany(rules => rules.BrokenRules()).Select(broken => new Fault(Below(place, broken.Key), broken.Problem)),
    ];

    /// <summary>Refuses a record that breaks its rules.</summary>
    /// <exception cref="InvalidInputException">A value is out of its range; all faults at once.</exception>
    public static void Require(object options, string place) => InvalidInputException.ThrowIfAny(Faults(options, place));

    private static string Below(string place, string key) => place.Length == 0 ? key : $"{place}.{key}";

    private static IEnumerable<Fault> Faults(SettingKey key, object? value, string place) => value switch
    {
        null or string or bool or Enum => [],
        KindSettings settings => settings.Options is { } options ? Faults(options, place) : [],
        ValueMap map => map.Select(pair => key.RangeProblem(pair.Value) is { } problem ? new Fault($"{place}.{pair.Key}", problem) : null).OfType<Fault>(),
        IEnumerable list when key.IsList => OfList(key, [.. list.Cast<object?>()], place),
        int or double or float or long => Problem(key, value) is { } problem ? [new Fault(place, problem)] : [],
        _ when key.IsSection => Faults(value, place),
        _ => [],
    };

    private static IEnumerable<Fault> OfList(SettingKey key, object?[] values, string place)
    {
        int least = key.Rule<LeastCountAttribute>()?.Count ?? 1;
        IEnumerable<Fault> tooFew = values.Length < least ? [new Fault(place, $"has {values.Length} values; it must have {least} or more")] : [];
        return tooFew.Concat(values.Index().SelectMany(pair =>
            pair.Item is not string && pair.Item is not null && Problem(key, pair.Item) is { } problem ? [new Fault($"{place}[{pair.Index}]", problem)] : Array.Empty<Fault>()));
    }

    private static string? Problem(SettingKey key, object value) => value is IConvertible number and not Enum and not bool
        ? key.RangeProblem(number.ToDouble(CultureInfo.InvariantCulture))
        : null;
}
