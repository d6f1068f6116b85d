using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>Randomised local search from the defaults outwards (FLOW2: Wu, Wang and Huang, 2021, Frugal Optimization for Cost-related Hyperparameters), maximising.</summary>
/// <remarks>A step in a random direction from the best trial of the present descent; where that was no better, the step back through the best trial to its other side. Steps get shorter
/// while nothing improves, and once they are too short a new descent starts at a random place. Now and then a choice is exchanged, and the search goes on from the best trial with
/// that choice. All of it is read off the history, so there is no state. Trials without a score are steps that did not improve.</remarks>
internal sealed class LocalSearchTuner : ITuner
{
    private const double FirstStep = 0.25;
    private const double ShortestStep = 0.01;
    private const double Shrinkage = 0.6;
    private const double ExchangeShare = 0.15;
    private const int LeastPatience = 4;

    private static readonly RandomTuner Restart = new();

    /// <inheritdoc/>
    public string Name => "cost-frugal";

    /// <inheritdoc/>
    public ParameterSet Propose(SearchSpace space, IReadOnlyList<TrialRecord> history, NamedSeed seed)
    {
        if (history.Count == 0)
        {
            return space.Defaults();
        }

        Descent descent = Descent.Read(space, history);
        Random random = seed.ToRandom();
        if (descent.Best is not { } best)
        {
            return Restart.Propose(space, history, seed);
        }

        ChoiceParameter[] choices = [.. space.Parameters.OfType<ChoiceParameter>().Where(choice => choice.Choices.Length > 1 && best.Spec.Parameters.Find(choice.Name) is not null)];
        if (choices.Length > 0 && random.NextDouble() < ExchangeShare)
        {
            return Exchanged(space, history, best.Spec.Parameters, choices[random.Next(choices.Length)], random);
        }

        int since = history.Count - 1 - best.Spec.Number;
        return since % 2 == 1 && SameChoices(space, best.Spec.Parameters, history[^1].Spec.Parameters)
            ? Mirrored(space, best.Spec.Parameters, history[^1].Spec.Parameters)
            : Stepped(space, best.Spec.Parameters, descent.Step, random);
    }

    /// <summary>A step of the given length in a random direction.</summary>
    private static ParameterSet Stepped(SearchSpace space, ParameterSet from, double step, Random random)
    {
        Parameter[] numbers = [.. space.Parameters.Where(parameter => parameter is not ChoiceParameter && from.Find(parameter.Name) is not null)];
        double[] direction = [.. numbers.Select(_ => Normal(random))];
        double length = Math.Sqrt(direction.Sum(part => part * part));
        return space.Build(parameter => Array.IndexOf(numbers, parameter) is >= 0 and int place
            ? UnitScale.FromUnit(parameter, Math.Clamp(UnitScale.ToUnit(parameter, from.Real(parameter.Name)) + (step * direction[place] / length), 0, 1))
            : Known(parameter, from));
    }

    /// <summary>The place on the other side of one, as far away as the last step went.</summary>
    private static ParameterSet Mirrored(SearchSpace space, ParameterSet from, ParameterSet last) => space.Build(parameter =>
        parameter is not ChoiceParameter && from.Find(parameter.Name)?.Number is { } centre && last.Find(parameter.Name)?.Number is { } tried
            ? UnitScale.FromUnit(parameter, Math.Clamp((2 * UnitScale.ToUnit(parameter, centre)) - UnitScale.ToUnit(parameter, tried), 0, 1))
            : Known(parameter, from));

    /// <summary>The best trial with another choice, or the defaults under it, a step away.</summary>
    private static ParameterSet Exchanged(SearchSpace space, IReadOnlyList<TrialRecord> history, ParameterSet from, ChoiceParameter choice, Random random)
    {
        string[] others = [.. choice.Choices.Where(other => other != from.Choice(choice.Name))];
        string taken = others[random.Next(others.Length)];
        TrialRecord? known = history.Where(trial => trial.Result?.Score is not null && trial.Spec.Parameters.Find(choice.Name)?.Text == taken).MaxBy(trial => trial.Result!.Score);
        return known is null
            ? space.Build(parameter => parameter == choice ? new ParameterValue(taken) : Known(parameter, from))
            : Stepped(space, known.Spec.Parameters, FirstStep, random);
    }

    private static ParameterValue Known(Parameter parameter, ParameterSet from) =>
        from.Find(parameter.Name) is { } value && parameter.Contains(value) ? value : parameter.Default;

    private static bool SameChoices(SearchSpace space, ParameterSet one, ParameterSet other) =>
        space.Parameters.OfType<ChoiceParameter>().All(choice => one.Find(choice.Name) == other.Find(choice.Name));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Where the present descent stands.</summary>
    /// <param name="Best">Its best trial; null where the next one starts a new descent.</param>
    /// <param name="Step">The length of its next step, in units of the parameters' ranges.</param>
    private sealed record Descent(TrialRecord? Best, double Step)
    {
        public static Descent Read(SearchSpace space, IReadOnlyList<TrialRecord> history)
        {
            int patience = Math.Max(LeastPatience, space.Parameters.Length);
            var now = new Descent(null, FirstStep);
            int failures = 0;
            foreach (TrialRecord trial in history.Where(trial => trial.Result is not null))
            {
                if (trial.Result!.Score is { } score && Fits(space, trial) && (now.Best is null || score > now.Best.Result!.Score))
                {
                    (now, failures) = (now with { Best = trial }, 0);
                }
                else if (now.Best is not null && ++failures >= patience)
                {
                    (now, failures) = (now with { Step = now.Step * Shrinkage }, 0);
                    now = now.Step < ShortestStep ? new Descent(null, FirstStep) : now;
                }
            }

            return now;
        }

        /// <summary>Whether the trial is one of this space; a store may begin with others.</summary>
        private static bool Fits(SearchSpace space, TrialRecord trial) => trial.Spec.Parameters.All(pair =>
            space.Parameters.Any(parameter => parameter.Name == pair.Key && parameter.Contains(pair.Value)));
    }
}
