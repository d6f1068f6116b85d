using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>The tree-structured Parzen estimator (Bergstra et al., 2011), maximising.</summary>
/// <remarks>Completed trials are split by score into good ones and the rest. Each parameter gets one density over the good and one over
/// the rest, from those trials in which it existed; of 24 whole parameter sets drawn from the good densities, the one with the highest
/// product of ratios is taken. (Choosing parameter by parameter, as first published, stayed more often with the first head that scored
/// well: on the test suite's conditional function, mean of 30 seeds, it reached 0.79 in 40 trials, this 0.89, random search 0.80.)
/// Trials that failed, were pruned without a score or are not finished count among the rest: a place that fails is avoided, and the
/// proposals of one generation keep apart. Until enough trials are completed, it draws at random.</remarks>
internal sealed class TpeTuner : ITuner
{
    /// <summary>How many completed trials it waits for.</summary>
    public const int StartupTrials = 8;

    private const double GoodShare = 0.15;
    private const int Candidates = 24;

    private static readonly RandomTuner Startup = new();

    /// <inheritdoc/>
    public string Name => "tpe";

    /// <inheritdoc/>
    public ParameterSet Propose(SearchSpace space, IReadOnlyList<TrialRecord> history, NamedSeed seed)
    {
        TrialRecord[] scored = [.. history
            .Where(trial => trial.Result?.Score is not null)
            .OrderByDescending(trial => trial.Result!.Score)
            .ThenBy(trial => trial.Spec.Number)];
        if (scored.Length < StartupTrials)
        {
            return Startup.Propose(space, history, seed);
        }

        TrialRecord[] good = scored[..(int)Math.Ceiling(GoodShare * scored.Length)];
        TrialRecord[] rest = [.. history.Except(good)];
        Densities[] densities = [.. space.Parameters.Select(parameter => DensitiesOf(parameter, good, rest))];
        Random random = seed.ToRandom();
        return Enumerable.Range(0, Candidates).Select(_ => Draw(space, densities, random)).MaxBy(drawn => drawn.LogRatio).Set;
    }

    private static (ParameterSet Set, double LogRatio) Draw(SearchSpace space, Densities[] densities, Random random)
    {
        double logRatio = 0;
        ParameterSet set = space.Build(parameter =>
        {
            Densities one = densities[space.Parameters.IndexOf(parameter)];
            ParameterValue value = one.Good.Draw(random);
            logRatio += Math.Log(one.Good.Of(value)) - Math.Log(one.Rest.Of(value));
            return value;
        });
        return (set, logRatio);
    }

    private static Densities DensitiesOf(Parameter parameter, TrialRecord[] good, TrialRecord[] rest) =>
        new(DensityOf(parameter, ValuesOf(parameter, good)), DensityOf(parameter, ValuesOf(parameter, rest)));

    private static ParameterValue[] ValuesOf(Parameter parameter, TrialRecord[] trials) =>
        [.. trials.Select(trial => trial.Spec.Parameters.Find(parameter.Name)).OfType<ParameterValue>().Where(parameter.Contains)];

    private static IDensity DensityOf(Parameter parameter, ParameterValue[] values) =>
        parameter is ChoiceParameter choice ? new ChoiceDensity(choice, values) : new ParzenDensity(parameter, values);

    private readonly record struct Densities(IDensity Good, IDensity Rest);
}
