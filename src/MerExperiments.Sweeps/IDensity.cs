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
