using System.Text.Json.Serialization;

namespace MerExperiments.Search;

/// <summary>Says that a parameter exists only where a choice parameter declared before it exists and has the given value.</summary>
public sealed record ActiveWhen(string Parameter, string Value);

/// <summary>One thing a sweep may vary. A parameter with a condition exists only in the trials in which the condition holds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RealParameter), "real")]
[JsonDerivedType(typeof(IntegerParameter), "integer")]
[JsonDerivedType(typeof(ChoiceParameter), "choice")]
public abstract record Parameter(string Name)
{
    /// <summary>When the parameter exists; null means always.</summary>
    public ActiveWhen? When { get; init; }

    /// <summary>The value a trial gets that does not vary this parameter.</summary>
    public abstract ParameterValue Default { get; }

    /// <summary>Whether a value lies in the parameter's range.</summary>
    public abstract bool Contains(ParameterValue value);
}
