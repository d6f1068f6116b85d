using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>A distribution over the values of one parameter, nowhere zero in its range.</summary>
internal interface IDensity
{
    /// <summary>The density at a value, up to a factor that is the same for all densities of the parameter.</summary>
    double Of(ParameterValue value);

    /// <summary>A value drawn from it.</summary>
    ParameterValue Draw(Random random);
}

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

/// <summary>A mixture over [0, 1]: an even prior, and around each value seen a normal density cut off at the ends, all of equal weight.</summary>
/// <remarks>A value's width is its distance to the farther of its neighbours (the ends count as neighbours), kept between
/// 1 / (values + 2) and 1, so that few values leave much to the unknown.</remarks>
internal sealed class ParzenDensity : IDensity
{
    private readonly Parameter _parameter;
    private readonly double[] _centres;
    private readonly double[] _widths;

    public ParzenDensity(Parameter parameter, IReadOnlyList<ParameterValue> seen)
    {
        _parameter = parameter;
        _centres = [.. seen.Select(value => UnitScale.ToUnit(parameter, value.Number!.Value)).Order()];
        _widths = [.. Enumerable.Range(0, _centres.Length).Select(WidthOf)];
    }

    /// <inheritdoc/>
    public double Of(ParameterValue value)
    {
        double place = UnitScale.ToUnit(_parameter, value.Number!.Value);
        double sum = 1;
        for (int i = 0; i < _centres.Length; i++)
        {
            double inside = Cumulative((1 - _centres[i]) / _widths[i]) - Cumulative(-_centres[i] / _widths[i]);
            double distance = (place - _centres[i]) / _widths[i];
            sum += Math.Exp(-0.5 * distance * distance) / (_widths[i] * Math.Sqrt(2 * Math.PI) * inside);
        }

        return sum / (_centres.Length + 1);
    }

    /// <inheritdoc/>
    public ParameterValue Draw(Random random)
    {
        int component = random.Next(_centres.Length + 1);
        return UnitScale.FromUnit(
            _parameter, component == _centres.Length ? random.NextDouble() : DrawNear(_centres[component], _widths[component], random));
    }

    private static double DrawNear(double centre, double width, Random random)
    {
        while (true)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            if (centre + (width * normal) is >= 0 and <= 1 and double place)
            {
                return place;
            }
        }
    }

    /// <summary>The standard normal distribution function, by Abramowitz and Stegun's 26.2.17 (error below 1e-7).</summary>
    private static double Cumulative(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }

    private double WidthOf(int i)
    {
        double below = i == 0 ? 0 : _centres[i - 1];
        double above = i == _centres.Length - 1 ? 1 : _centres[i + 1];
        return Math.Clamp(Math.Max(_centres[i] - below, above - _centres[i]), 1.0 / (_centres.Length + 2), 1);
    }
}
