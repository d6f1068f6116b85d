namespace MerExperiments.Search;

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
