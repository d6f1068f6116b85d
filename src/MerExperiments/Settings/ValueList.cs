using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Settings;

/// <summary>An immutable list that equals another one of the same values in the same order, so that records holding it compare by value.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[JsonConverter(typeof(ValueListConverter))]
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

/// <summary>Writes a <see cref="ValueList{T}"/> as a JSON array, and reads it back.</summary>
internal sealed class ValueListConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OfType<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class OfType<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<ImmutableArray<T>>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IEnumerable<T>>(writer, value, options);
    }
}
