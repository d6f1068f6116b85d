using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace MerExperiments.Settings;

/// <summary>An immutable list that equals another one of the same values in the same order, so that records holding it compare by value.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T>(ImmutableArray<T> values) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public T this[int index] => values[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => values.Aggregate(17, (hash, value) => HashCode.Combine(hash, value));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", values);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes <see cref="ValueList{T}"/> from collection expressions.</summary>
public static class ValueList
{
    /// <summary>A list of the given values.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> values) => new([.. values]);
}
