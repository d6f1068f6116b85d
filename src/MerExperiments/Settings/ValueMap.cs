using System.Collections;
using System.Collections.Immutable;

namespace MerExperiments.Settings;

/// <summary>Numbers by name, in ordinal order of the names: an object in JSON whose keys are the user's own. Immutable; equal where all names and numbers are.</summary>
public sealed class ValueMap : IReadOnlyDictionary<string, double>, IEquatable<ValueMap>
{
    private readonly ImmutableSortedDictionary<string, double> _values;

    /// <summary>The map without names.</summary>
    public ValueMap()
        : this([])
    {
    }

    /// <summary>Creates a map.</summary>
    public ValueMap(IEnumerable<KeyValuePair<string, double>> values) => _values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<double> Values => _values.Values;

    /// <inheritdoc/>
    public double this[string key] => _values[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(ValueMap? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(17, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _values.Select(pair => FormattableString.Invariant($"{pair.Key}: {pair.Value}")));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
