using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>One key a configuration may hold, read from the options records: the property with its type and declared rules.</summary>
internal sealed class Key(PropertyInfo property)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<Key>> Known = new();

    public PropertyInfo Property { get; } = property;

    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>The property's type without <c>?</c>.</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <summary>The type of one value: the element's type for a list.</summary>
    public Type ValueType => IsList ? Type.GetGenericArguments()[0] : Type;

    public bool IsList => Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(ValueList<>);

    public bool IsSection => Type.IsClass && !IsList && Type != typeof(string);

    /// <summary>True for a section that may be absent, which is then null rather than made of defaults.</summary>
    public bool IsOptionalSection => IsSection && new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.Nullable;

    public bool IsRequired => Rule<RequiredMemberAttribute>() is not null;

    public T? Rule<T>() where T : Attribute => Property.GetCustomAttribute<T>();

    /// <summary>The keys of an options record, in the order in which it declares them.</summary>
    public static ImmutableArray<Key> Of(Type section) => Known.GetOrAdd(section, Read);

    private static ImmutableArray<Key> Read(Type section) =>
        [.. section.GetProperties().Where(p => p.SetMethod is not null && p.Name != nameof(ExperimentConfiguration.Experiment)).Select(p => new Key(p))];

    /// <summary>The dotted paths of all keys that hold a value, below a record.</summary>
    public static IEnumerable<(string Path, Key Key)> Leaves(Type section, string prefix = "") =>
        Of(section).SelectMany(key => key.IsSection ? Leaves(key.Type, $"{prefix}{key.Name}.") : [(prefix + key.Name, key)]);

    /// <summary>A value of an enumeration as a configuration writes it, e.g. <c>outer-folds</c>.</summary>
    public static string NameOf(object choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()!);

    public static ImmutableArray<string> ChoicesOf(Type choice) => [.. Enum.GetValues(choice).Cast<object>().Select(NameOf)];

    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
