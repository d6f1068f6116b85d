using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>The shares of the choices seen, each choice counted once more than it was seen.</summary>
internal sealed class ChoiceDensity : IDensity
{
    private readonly ChoiceParameter _parameter;
    private readonly double[] _shares;

    public ChoiceDensity(ChoiceParameter parameter, IReadOnlyList<ParameterValue> seen)
    {
        _parameter = parameter;
        double total = seen.Count + parameter.Choices.Length;
        _shares = [.. parameter.Choices.Select(choice => (1 + seen.Count(value => value.Text == choice)) / total)];
    }

    /// <inheritdoc/>
    public double Of(ParameterValue value) => _shares[_parameter.Choices.IndexOf(value.Text!)];

    /// <inheritdoc/>
    public ParameterValue Draw(Random random)
    {
        double left = random.NextDouble();
        int choice = 0;
        while (choice < _shares.Length - 1 && left >= _shares[choice])
        {
            left -= _shares[choice++];
        }

        return new ParameterValue(_parameter.Choices[choice]);
    }
}
