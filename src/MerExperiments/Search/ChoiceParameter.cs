using System.Collections.Immutable;

namespace MerExperiments.Search;

/// <summary>One of several named values, without an order. The first is the default.</summary>
public sealed record ChoiceParameter(string Name, ImmutableArray<string> Choices) : Parameter(Name)
{
    /// <inheritdoc/>
    public override ParameterValue Default => new(Choices[0]);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => value.Text is { } text && Choices.Contains(text);
}
