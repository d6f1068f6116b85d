using System.Collections.Immutable;

namespace MerExperiments.Search;

/// <summary>The parameters a sweep may vary, in the order in which they are drawn. Conditions make it a tree.</summary>
public sealed class SearchSpace
{
    /// <summary>Creates a search space.</summary>
    /// <exception cref="ArgumentException">A name stands twice, a range is empty, or a condition names no choice declared before.</exception>
    public SearchSpace(IEnumerable<Parameter> parameters)
    {
        Parameters = [.. parameters];
        var seen = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (Parameter parameter in Parameters)
        {
            if (!seen.TryAdd(parameter.Name, parameter))
            {
                throw new ArgumentException($"the parameter \"{parameter.Name}\" stands twice", nameof(parameters));
            }

            if (!parameter.Contains(parameter.Default))
            {
                throw new ArgumentException($"the default of \"{parameter.Name}\" is {parameter.Default}; it must lie in its range", nameof(parameters));
            }

            if (parameter.When is { } when
                && !(seen.GetValueOrDefault(when.Parameter) is ChoiceParameter choice && choice.Choices.Contains(when.Value)))
            {
                throw new ArgumentException(
                    $"\"{parameter.Name}\" depends on {when.Parameter}={when.Value}, which no choice declared before it offers", nameof(parameters));
            }
        }
    }

    /// <summary>The parameters, in order.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>Builds a parameter set by asking for a value of each parameter that exists, given those before it.</summary>
    public ParameterSet Build(Func<Parameter, ParameterValue> draw)
    {
        ParameterSet set = ParameterSet.Empty;
        foreach (Parameter parameter in Parameters)
        {
            if (Exists(parameter, set))
            {
                set = set.With(parameter.Name, draw(parameter));
            }
        }

        return set;
    }

    /// <summary>The set in which every parameter has its default, with some fixed.</summary>
    public ParameterSet Defaults(params (string Name, ParameterValue Value)[] given) =>
        Build(parameter => given.Where(g => g.Name == parameter.Name).Select(g => (ParameterValue?)g.Value).FirstOrDefault() ?? parameter.Default);

    /// <summary>This space as a part of a larger one: names prefixed by <c>prefix.</c>, all of it under a condition.</summary>
    public IEnumerable<Parameter> Under(string prefix, ActiveWhen when) => Parameters.Select(parameter => parameter with
    {
        Name = $"{prefix}.{parameter.Name}",
        When = parameter.When is { } own ? own with { Parameter = $"{prefix}.{own.Parameter}" } : when,
    });

    private static bool Exists(Parameter parameter, ParameterSet set) =>
        parameter.When is null || set.Find(parameter.When.Parameter)?.Text == parameter.When.Value;
}
