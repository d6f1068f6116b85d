using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MerExperiments;

/// <summary>Holds a JSON value against the type it is to become, before it becomes that, and says all that does not fit.</summary>
/// <remarks>The JSON reader stops at the first misfit, names .NET types, and lets null into lists and dictionaries whatever their elements' type says.
/// A null that got in so would be a null reference somewhere else, much later.</remarks>
internal sealed class JsonShape
{
    private static readonly ConcurrentDictionary<PropertyInfo, NullabilityInfo> Nullability = new();

    private readonly JsonSerializerOptions _options;
    private readonly List<Fault> _faults = [];

    private JsonShape(JsonSerializerOptions options) => _options = options;

    /// <summary>The value as a <typeparamref name="T"/>; null where faults were added, each at the path of a member.</summary>
    public static T? Read<T>(JsonElement value, JsonSerializerOptions options, List<Fault> faults)
        where T : class
    {
        options.MakeReadOnly(populateMissingResolver: true);
        var shape = new JsonShape(options);
        try
        {
            shape.Check(value, "", typeof(T), null);
            faults.AddRange(shape._faults);
            return shape._faults.Count == 0 ? value.Deserialize<T>(options) : null;
        }
        catch (InvalidOperationException)
        {
            faults.Add(new Fault("", "holds a text that is not valid Unicode (half of a surrogate pair)"));
            return null;
        }
    }

    private void Check(JsonElement value, string path, Type type, NullabilityInfo? nullability)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        if (value.ValueKind == JsonValueKind.Null)
        {
            bool allowed = bare != type || type == typeof(JsonElement) || nullability?.WriteState is NullabilityState.Nullable or NullabilityState.Unknown;
            _faults.AddRange(allowed && path.Length > 0 ? [] : [Misfit(value, path, bare)]);
            return;
        }

        JsonTypeInfo shape = _options.GetTypeInfo(bare);
        switch (shape)
        {
            case { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null }:
                CheckObject(value, path, shape);
                break;
            case { Kind: JsonTypeInfoKind.Enumerable }:
                CheckList(value, path, shape, nullability);
                break;
            case { Kind: JsonTypeInfoKind.Dictionary }:
                CheckDictionary(value, path, shape, nullability);
                break;
            default:
                CheckLeaf(value, path, bare);
                break;
        }
    }

    private void CheckObject(JsonElement value, string path, JsonTypeInfo shape)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add(Misfit(value, path, shape.Type));
            return;
        }

        var members = shape.Properties.ToDictionary(member => member.Name);
        var met = new HashSet<string>();
        foreach (JsonProperty property in value.EnumerateObject())
        {
            CheckMember(property, path, members, met);
        }

        _faults.AddRange(members.Values
            .Where(member => IsNeeded(member) && !met.Contains(member.Name))
            .Select(member => new Fault(Join(path, member.Name), $"is missing; it must be {Wanted(member.PropertyType)}")));
    }

    private void CheckMember(JsonProperty property, string path, Dictionary<string, JsonPropertyInfo> members, HashSet<string> met)
    {
        string place = Join(path, property.Name);
        if (!met.Add(property.Name))
        {
            _faults.Add(new Fault(place, "stands twice in one object; it must stand once"));
        }
        else if (!members.TryGetValue(property.Name, out JsonPropertyInfo? member))
        {
            string[] names = [.. members.Values.Where(IsRead).Select(known => known.Name)];
            _faults.AddRange(_options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow
                ? [new Fault(place, $"is an unknown key{NearestName.Hint(property.Name, names)}")]
                : []);
        }
        else if (IsRead(member))
        {
            int before = _faults.Count;
            Check(property.Value, place, member.PropertyType, NullabilityOf(member));
            int least = member.AttributeProvider?.GetCustomAttributes(typeof(MinLengthAttribute), true) is [MinLengthAttribute rule, ..] ? rule.Length : 0;
            _faults.AddRange(_faults.Count == before && property.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() < least
                ? [new Fault(place, FormattableString.Invariant($"has {list.GetArrayLength()} entries; it must have {least} or more"))]
                : []);
        }
    }

    private void CheckList(JsonElement value, string path, JsonTypeInfo shape, NullabilityInfo? nullability)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            _faults.Add(Misfit(value, path, shape.Type));
            return;
        }

        int index = 0;
        foreach (JsonElement element in value.EnumerateArray())
        {
            Check(element, FormattableString.Invariant($"{path}[{index++}]"), shape.ElementType!, nullability?.ElementType ?? nullability?.GenericTypeArguments.LastOrDefault());
        }
    }

    private void CheckDictionary(JsonElement value, string path, JsonTypeInfo shape, NullabilityInfo? nullability)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add(Misfit(value, path, shape.Type));
            return;
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            Check(property.Value, Join(path, property.Name), shape.ElementType!, nullability?.GenericTypeArguments.LastOrDefault());
        }
    }

    private void CheckLeaf(JsonElement value, string path, Type type)
    {
        try
        {
            object? read = value.Deserialize(type, _options);
            bool fits = read switch
            {
                Enum => value.ValueKind == JsonValueKind.String && ChoicesOf(type).Contains(value.GetString(), StringComparer.OrdinalIgnoreCase),
                double number => double.IsFinite(number),
                float number => float.IsFinite(number),
                string text => !text.Contains('\0'),
                _ => true,
            };
            _faults.AddRange(fits ? [] : [Misfit(value, path, type)]);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            _faults.Add(Misfit(value, path, type));
        }
    }

    private Fault Misfit(JsonElement value, string path, Type type)
    {
        string found = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => value.GetRawText(),
        };
        string near = type.IsEnum && value.ValueKind == JsonValueKind.String && NearestName.Of(value.GetString()!, ChoicesOf(type)) is { } name ? $"; did you mean \"{name}\"?" : "";
        return new Fault(path, $"is {found}; it must be {Wanted(type)}{near}");
    }

    /// <summary>What a value of a type must be, in words.</summary>
    private string Wanted(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? $"one of: {string.Join(", ", ChoicesOf(bare))}"
            : bare == typeof(string) ? "a text"
            : bare == typeof(bool) ? "true or false"
            : bare == typeof(double) || bare == typeof(float) ? "a number"
            : bare == typeof(DateTimeOffset) ? "a time, e.g. \"2024-01-31T12:00:00+00:00\""
            : bare.IsPrimitive ? "a whole number in its range"
            : _options.GetTypeInfo(bare).Kind switch
            {
                JsonTypeInfoKind.Enumerable => "a list",
                JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
                _ => "a value as this toolkit writes it",
            };
    }

    private string[] ChoicesOf(Type type) => [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, type, _options).GetString()!)];

    /// <summary>A computed or ignored member may stand in a file; what stands there is not read.</summary>
    private static bool IsRead(JsonPropertyInfo member) => member.Set is not null || member.AssociatedParameter is not null;

    private static bool IsNeeded(JsonPropertyInfo member) =>
        member.IsRequired || (member.AssociatedParameter is { HasDefaultValue: false } && NullabilityOf(member)?.WriteState == NullabilityState.NotNull);

    private static NullabilityInfo? NullabilityOf(JsonPropertyInfo member) =>
        member.AttributeProvider is PropertyInfo property ? Nullability.GetOrAdd(property, known => new NullabilityInfoContext().Create(known)) : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
