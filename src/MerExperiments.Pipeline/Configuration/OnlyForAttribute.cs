namespace MerExperiments.Pipeline.Configuration;

/// <summary>Declares that a key may be set only where its section's <c>kind</c> is one of the given ones.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnlyForAttribute(params object[] kinds) : Attribute
{
    /// <summary>The kinds.</summary>
    public IReadOnlyList<object> Kinds { get; } = kinds;
}
