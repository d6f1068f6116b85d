using System.Collections.Immutable;

namespace MerExperiments;

/// <summary>The ordered class names of a corpus. The order is the order of every posterior, confusion matrix and ONNX score.</summary>
public sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>Creates a label set.</summary>
    /// <param name="names">Two or more different class names, each of which <see cref="ProblemOf"/> finds well.</param>
    /// <exception cref="ArgumentException">There are fewer than two names, one stands twice, or one cannot be a class's name.</exception>
    public LabelSet(IEnumerable<string> names)
    {
        Names = [.. names];
        if (Names.Length < 2)
        {
            throw new ArgumentException($"a label set has {Names.Length} classes; it must have 2 or more", nameof(names));
        }

        if (Names.Distinct(StringComparer.Ordinal).Count() != Names.Length)
        {
            throw new ArgumentException($"the classes [{string.Join(", ", Names)}] must be different", nameof(names));
        }

        if (Names.Select(ProblemOf).FirstOrDefault(problem => problem is not null) is { } found)
        {
            throw new ArgumentException($"a class {found}", nameof(names));
        }
    }

    /// <summary>Why a text cannot be a class's name; null where it can. A name must show in one line of a table or a report, and be told from every other there.</summary>
    public static string? ProblemOf(string name) =>
        string.IsNullOrWhiteSpace(name) ? "has an empty name; it must hold a text"
        : name.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') ? $"is named \"{Shown(name)}\"; a class's name must not hold line breaks or control characters"
        : name.Trim().Length != name.Length ? $"is named \"{name}\"; a class's name must not begin or end with a blank"
        : null;

    /// <summary>What is wrong with names of classes, in their order.</summary>
    internal static IEnumerable<string> ProblemsOf(IEnumerable<string>? labels) => (labels ?? []).Select(ProblemOf).OfType<string>();

    private static string Shown(string name) =>
        string.Concat(name.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? FormattableString.Invariant($"\\u{(int)c:x4}") : $"{c}"));

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
