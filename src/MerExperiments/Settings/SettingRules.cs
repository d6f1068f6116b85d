namespace MerExperiments.Settings;

/// <summary>The declared range of a number, or of each number in a list; both ends are allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute(double low, double high) : Attribute
{
    /// <summary>The smallest value.</summary>
    public double Low { get; } = low;

    /// <summary>The largest value.</summary>
    public double High { get; } = high;
}

/// <summary>The fewest values a list may have; without it, one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LeastCountAttribute(int count) : Attribute
{
    /// <summary>The number of values.</summary>
    public int Count { get; } = count;
}

/// <summary>Declares that a text, or each text of a list, is a name that the toolkit registers or a card gives.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesAttribute(NameKind kind) : Attribute
{
    /// <summary>The name that means "nothing is done", where <see cref="OrNone"/> allows it.</summary>
    public const string None = "none";

    /// <summary>What it names.</summary>
    public NameKind Kind { get; } = kind;

    /// <summary>Whether the text may also be <see cref="None"/>. Default false.</summary>
    public bool OrNone { get; init; }
}

/// <summary>Declares that a key may be set only where its section's <c>kind</c> is one of the given ones.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnlyForAttribute(params object[] kinds) : Attribute
{
    /// <summary>The kinds.</summary>
    public IReadOnlyList<object> Kinds { get; } = kinds;
}

/// <summary>Declares that a key makes an experiment what it is, so it cannot stand in <c>defaults</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PerExperimentAttribute : Attribute;

/// <summary>Declares that a text is a path, relative to the workspace unless absolute. In the bound record it is absolute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WorkspacePathAttribute : Attribute;

/// <summary>Declares that the keys of a record stand among those of the section that holds it, not in a section of their own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InlineAttribute : Attribute;

/// <summary>Declares that a section's <c>kind</c> names something registered, whose own options record says the section's other keys.</summary>
/// <remarks>The property is a <see cref="KindSettings"/>.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ByKindAttribute(NameKind kind) : Attribute
{
    /// <summary>What <c>kind</c> names.</summary>
    public NameKind Kind { get; } = kind;
}

/// <summary>Declares that a property of an options record is no key: code sets it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoKeyAttribute : Attribute;

/// <summary>An options record with rules between its own keys, which no range can say.</summary>
public interface IHasRules
{
    /// <summary>The rules that these values break, each by the key (in camelCase) that is to be changed, the value and the rule.</summary>
    IEnumerable<BrokenRule> BrokenRules();
}

/// <summary>A rule between keys that a record's values break.</summary>
/// <param name="Key">The key to change, in camelCase.</param>
/// <param name="Problem">The value and the rule, e.g. <c>is 12, above highDb, which is 10; it must be that or less</c>.</param>
public sealed record BrokenRule(string Key, string Problem);

/// <summary>A section whose <c>kind</c> names something registered, with that one's options.</summary>
/// <remarks>Two are equal where kind and options are; options are records.</remarks>
/// <param name="Kind">The registered name.</param>
/// <param name="Options">The options record of what is registered under the name; null where it takes none.</param>
public sealed record KindSettings(string Kind, object? Options = null)
{
    /// <summary>The options as the record they are.</summary>
    /// <exception cref="InvalidCastException">They are of another type.</exception>
    public T As<T>()
        where T : class => (T)Options!;
}
