using System.Collections.Immutable;

namespace MerExperiments;

/// <summary>The ordered class names of a corpus. The order is the order of every posterior, confusion matrix and ONNX score.</summary>
public sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>Creates a label set.</summary>
    /// <param name="names">Two or more different, non-empty class names.</param>
    /// <exception cref="ArgumentException">There are fewer than two names, or one is empty or stands twice.</exception>
    public LabelSet(IEnumerable<string> names)
    {
        Names = [.. names];
        if (Names.Length < 2)
        {
            throw new ArgumentException($"a label set has {Names.Length} classes; it must have 2 or more", nameof(names));
        }

        if (Names.Any(string.IsNullOrWhiteSpace) || Names.Distinct(StringComparer.Ordinal).Count() != Names.Length)
        {
            throw new ArgumentException($"the classes [{string.Join(", ", Names)}] must be different and not empty", nameof(names));
        }
    }

    /// <summary>The six classes of MER2024, in the official index order.</summary>
    public static LabelSet Mer2024 { get; } = new(["neutral", "angry", "happy", "sad", "worried", "surprise"]);

    /// <summary>The class names, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The number of classes.</summary>
    public int Count => Names.Length;

    /// <summary>The name of a class.</summary>
    public string this[int index] => Names[index];

    /// <summary>The index of a class, or -1 where the set has no such class.</summary>
    public int IndexOf(string? name) => name is null ? -1 : Names.IndexOf(name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Names.Aggregate(17, (hash, name) => HashCode.Combine(hash, name));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Names);
}
