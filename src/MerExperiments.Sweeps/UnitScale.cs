using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>Maps a number parameter's range to [0, 1] and back, by its logarithm where it is searched so.</summary>
/// <remarks>A whole number owns the stretch of half a step to either side, so that the ends are drawn as often as the rest.</remarks>
internal static class UnitScale
{
    /// <summary>The place of a value, clamped to 0..1.</summary>
    public static double ToUnit(Parameter parameter, double value)
    {
        (double low, double high, bool logarithmic) = RangeOf(parameter);
        double place = logarithmic ? Math.Log(value / low) / Math.Log(high / low) : (value - low) / (high - low);
        return high > low ? Math.Clamp(place, 0, 1) : 0.5;
    }

    /// <summary>The value at a place between 0 and 1.</summary>
    public static ParameterValue FromUnit(Parameter parameter, double place)
    {
        (double low, double high, bool logarithmic) = RangeOf(parameter);
        double value = logarithmic ? low * Math.Pow(high / low, place) : low + (place * (high - low));
        return new ParameterValue(parameter switch
        {
            IntegerParameter whole => Math.Clamp(Math.Round(value), whole.Minimum, whole.Maximum),
            _ => Math.Clamp(value, low, high),
        });
    }

    private static (double Low, double High, bool Logarithmic) RangeOf(Parameter parameter) => parameter switch
    {
        RealParameter real => (real.Minimum, real.Maximum, real.Logarithmic),
        IntegerParameter whole => (whole.Minimum - 0.5, whole.Maximum + 0.5, whole.Logarithmic),
        _ => throw new ArgumentException($"\"{parameter.Name}\" is a {parameter.GetType().Name}; only numbers have a scale", nameof(parameter)),
    };
}
