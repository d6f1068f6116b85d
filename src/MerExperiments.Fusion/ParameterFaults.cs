using System.Globalization;
using MerExperiments.Search;

namespace MerExperiments.Fusion;

/// <summary>Finds the values of a parameter set that a search space does not allow.</summary>
internal static class ParameterFaults
{
    /// <summary>One fault for each value that names no parameter or lies outside its range.</summary>
    public static IEnumerable<Fault> Of(string place, SearchSpace space, ParameterSet given)
    {
        string[] names = [.. space.Parameters.Select(parameter => parameter.Name)];
        foreach ((string name, ParameterValue value) in given)
        {
            Parameter? parameter = space.Parameters.FirstOrDefault(p => p.Name == name);
            if (parameter is null)
            {
                yield return new Fault($"{place}.{name}", $"is not a parameter{NearestName.Hint(name, names)}");
            }
            else if (!parameter.Contains(value))
            {
                yield return new Fault($"{place}.{name}", $"is {value}; it must be {Rule(parameter)}");
            }
        }
    }

    private static string Rule(Parameter parameter) => parameter switch
    {
        ChoiceParameter choice => $"one of: {string.Join(", ", choice.Choices)}",
        IntegerParameter integer => string.Create(CultureInfo.InvariantCulture, $"a whole number in {integer.Minimum}..{integer.Maximum}"),
        RealParameter real => string.Create(CultureInfo.InvariantCulture, $"a number in {real.Minimum}..{real.Maximum}"),
        _ => "in its range",
    };
}
