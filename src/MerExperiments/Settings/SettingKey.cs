using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MerExperiments.Settings;

/// <summary>One key of an options record: a property with its type and the rules declared on it. Immutable.</summary>
/// <remarks>A key is every public property that can be set, but those marked <see cref="NoKeyAttribute"/>; of an <see cref="InlineAttribute"/> record its own keys.</remarks>
public sealed class SettingKey
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<SettingKey>> Known = new();
    private readonly ImmutableArray<PropertyInfo> _owners;

    private SettingKey(ImmutableArray<PropertyInfo> owners, PropertyInfo property) => (_owners, Property) = (owners, property);

    /// <summary>The property, of the record that declares it.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The name in JSON: the property's in camelCase.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(Property.Name);

    /// <summary>The property's type without <c>?</c>.</summary>
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>The type of one value: the element's type for a list, a number for a map.</summary>
    public Type ValueType => IsList ? Type.GetGenericArguments()[0] : IsMap ? typeof(double) : Type;

    /// <summary>True for a <see cref="ValueList{T}"/>.</summary>
    public bool IsList => Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(ValueList<>);

    /// <summary>True for a <see cref="ValueMap"/>.</summary>
    public bool IsMap => Type == typeof(ValueMap);

    /// <summary>True where the value is an object with keys of its own.</summary>
    public bool IsSection => Type.IsClass && !IsList && !IsMap && Type != typeof(string);

    /// <summary>True where the value may be null.</summary>
    public bool IsOptional => Nullable.GetUnderlyingType(Property.PropertyType) is not null
        || (!Property.PropertyType.IsValueType && new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.Nullable);

    /// <summary>True where the key has no default.</summary>
    public bool IsRequired => Rule<RequiredMemberAttribute>() is not null;

    /// <summary>The keys of an options record, in the order in which it declares them.</summary>
    public static ImmutableArray<SettingKey> Of(Type record) => Known.GetOrAdd(record, type => [.. Read(type, [])]);

    /// <summary>A choice of an enumeration as JSON writes it, e.g. <c>outer-folds</c>.</summary>
    public static string NameOf(object choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()!);

    /// <summary>All choices of an enumeration, as JSON writes them.</summary>
    public static ImmutableArray<string> ChoicesOf(Type choice) => [.. Enum.GetValues(choice).Cast<object>().Select(NameOf)];

    /// <summary>A number as JSON writes it.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A key's value as JSON writes it; choices by their names.</summary>
    public static JsonNode? ToJson(object value) => value switch
    {
        Enum choice => NameOf(choice),
        IEnumerable list when list.GetType().GenericTypeArguments is [{ IsEnum: true }] => new JsonArray([.. list.Cast<object>().Select(ToJson)]),
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };

    /// <summary>A rule declared on the property, or null.</summary>
    public T? Rule<T>()
        where T : Attribute => Property.GetCustomAttribute<T>();

    /// <summary>The key's value in a record.</summary>
    public object? Get(object record) => Property.GetValue(OwnerIn(record));

    /// <summary>Sets the key's value in a record that nobody else has seen yet.</summary>
    public void Set(object record, object? value) => Property.SetValue(OwnerIn(record), value);

    /// <summary>What is wrong with a number by the declared range; null where nothing is.</summary>
    /// <param name="number">The number.</param>
    /// <param name="written">How the number was written; null for its shortest form.</param>
    public string? RangeProblem(double number, string? written = null) => Rule<BetweenAttribute>() is not { } range ? null
        : !(number >= range.Low) ? $"is {written ?? Text(number)}; it must be {Text(range.Low)} or more"
        : number > range.High ? $"is {written ?? Text(number)}; it must be {Text(range.High)} or less"
        : null;

    /// <summary>A record and those inline in it: all whose keys stand beside its own.</summary>
    public static IEnumerable<object> WithInline(object record) =>
    [
        record,
        .. record.GetType().GetProperties().Where(property => property.GetCustomAttribute<InlineAttribute>() is not null)
            .SelectMany(property => WithInline(property.GetValue(record)!)),
    ];

    private static IEnumerable<SettingKey> Read(Type record, ImmutableArray<PropertyInfo> owners) => record.GetProperties()
        .Where(property => property.SetMethod is not null && property.GetCustomAttribute<NoKeyAttribute>() is null)
        .SelectMany(property => property.GetCustomAttribute<InlineAttribute>() is null
            ? [new SettingKey(owners, property)]
            : Read(property.PropertyType, owners.Add(property)));

    private object OwnerIn(object record) => _owners.Aggregate(record, (owner, property) => property.GetValue(owner)!);
}
