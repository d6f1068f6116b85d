using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Search;

/// <summary>The values of one trial, by parameter name in ordinal order. Immutable; equal where all values are equal.</summary>
[JsonConverter(typeof(Converter))]
public sealed class ParameterSet : IReadOnlyCollection<KeyValuePair<string, ParameterValue>>, IEquatable<ParameterSet>
{
    private readonly ImmutableSortedDictionary<string, ParameterValue> _values;

    /// <summary>Creates a set of values.</summary>
    public ParameterSet(IEnumerable<KeyValuePair<string, ParameterValue>> values) =>
        _values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The set without values.</summary>
    public static ParameterSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <summary>The value of a parameter.</summary>
    /// <exception cref="KeyNotFoundException">The set has no such parameter.</exception>
    public ParameterValue this[string name] =>
        _values.TryGetValue(name, out ParameterValue value) ? value : throw new KeyNotFoundException($"the parameter set has no \"{name}\"");

    /// <summary>The value of a parameter, or null where the set has none of that name.</summary>
    public ParameterValue? Find(string name) => _values.TryGetValue(name, out ParameterValue value) ? value : null;

    /// <summary>The value of a real parameter.</summary>
    public double Real(string name) => this[name].Number ?? throw new InvalidOperationException($"\"{name}\" is a choice, not a number");

    /// <summary>The value of an integer parameter.</summary>
    public int Integer(string name) => checked((int)Real(name));

    /// <summary>The value of a choice parameter.</summary>
    public string Choice(string name) => this[name].Text ?? throw new InvalidOperationException($"\"{name}\" is a number, not a choice");

    /// <summary>This set with one value added or replaced.</summary>
    public ParameterSet With(string name, ParameterValue value) => new(_values.SetItem(name, value));

    /// <summary>The parameters whose names start with <c>prefix.</c>, under their names without it.</summary>
    public ParameterSet Under(string prefix) => new(
        _values.Where(pair => pair.Key.StartsWith(prefix + ".", StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key[(prefix.Length + 1)..], pair.Value)));

    /// <inheritdoc/>
    public bool Equals(ParameterSet? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(17, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _values.Select(pair => $"{pair.Key}={pair.Value}"));

    private sealed class Converter : JsonConverter<ParameterSet>
    {
        public override ParameterSet Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, ParameterValue>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, ParameterSet value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value._values.ToDictionary(), options);
    }
}
