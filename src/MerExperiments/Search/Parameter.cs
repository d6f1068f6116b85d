using System.Collections.Immutable;
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

/// <summary>A real number in a closed range.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Minimum">The least value, included.</param>
/// <param name="Maximum">The greatest value, included.</param>
/// <param name="Start">The default.</param>
/// <param name="Logarithmic">True to search the logarithm; the range must then be above 0.</param>
public sealed record RealParameter(string Name, double Minimum, double Maximum, double Start, bool Logarithmic = false) : Parameter(Name)
{
    /// <inheritdoc/>
    public override ParameterValue Default => new(Start);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => value.Number is { } number && number >= Minimum && number <= Maximum;
}

/// <summary>A whole number in a closed range.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Minimum">The least value, included.</param>
/// <param name="Maximum">The greatest value, included.</param>
/// <param name="Start">The default.</param>
/// <param name="Logarithmic">True to search the logarithm; the range must then be above 0.</param>
public sealed record IntegerParameter(string Name, int Minimum, int Maximum, int Start, bool Logarithmic = false) : Parameter(Name)
{
    /// <inheritdoc/>
    public override ParameterValue Default => new(Start);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) =>
        value.Number is { } number && number == Math.Floor(number) && number >= Minimum && number <= Maximum;
}

/// <summary>One of several named values, without an order. The first is the default.</summary>
public sealed record ChoiceParameter(string Name, ImmutableArray<string> Choices) : Parameter(Name)
{
    /// <inheritdoc/>
    public override ParameterValue Default => new(Choices[0]);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => value.Text is { } text && Choices.Contains(text);
}
