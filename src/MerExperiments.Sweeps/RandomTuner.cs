using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>Draws every parameter evenly over its choices or its (logarithmic) range (Bergstra and Bengio, 2012).</summary>
internal sealed class RandomTuner : ITuner
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public ParameterSet Propose(SearchSpace space, IReadOnlyList<TrialRecord> history, NamedSeed seed)
    {
        Random random = seed.ToRandom();
        return space.Build(parameter => parameter is ChoiceParameter choice
            ? new ParameterValue(choice.Choices[random.Next(choice.Choices.Length)])
            : UnitScale.FromUnit(parameter, random.NextDouble()));
    }
}
