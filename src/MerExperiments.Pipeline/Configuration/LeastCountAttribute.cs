namespace MerExperiments.Pipeline.Configuration;

/// <summary>The fewest values a list may have; without it, one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LeastCountAttribute(int count) : Attribute
{
    /// <summary>The number of values.</summary>
    public int Count { get; } = count;
}
