namespace MerExperiments.Pipeline.Configuration;

/// <summary>Declares that a text, or each text of a list, is one of the <see cref="KnownNames"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesAttribute(NameKind kind) : Attribute
{
    /// <summary>What it names.</summary>
    public NameKind Kind { get; } = kind;
}
