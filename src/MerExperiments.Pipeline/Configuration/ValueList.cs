namespace MerExperiments.Pipeline.Configuration;

/// <summary>Makes <see cref="ValueList{T}"/> from collection expressions.</summary>
public static class ValueList
{
    /// <summary>A list of the given values.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> values) => new([.. values]);
}
