using MerExperiments.Fusion.Ensembles;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Lets a tuner propose ensemble weights: each member's weight is a parameter in 0..1, each set of weights tried a finished trial.</summary>
/// <param name="tuner">The tuner.</param>
public sealed class TunedWeights(ITuner tuner)
{
    /// <summary>The next weights to try (a <see cref="WeightProposer"/>).</summary>
    public IReadOnlyList<double> Propose(IReadOnlyList<string> members, IReadOnlyList<WeightDraw> tried, NamedSeed seed)
    {
        var space = new SearchSpace(members.Select(member => new RealParameter(member, 0, 1, 0.5)));
        TrialRecord[] history = [.. tried.Select((draw, number) => new TrialRecord(SpecOf(members, draw, number), ResultOf(draw)))];
        ParameterSet proposed = tuner.Propose(space, history, seed);
        return [.. members.Select(proposed.Real)];
    }

    private static TrialSpec SpecOf(IReadOnlyList<string> members, WeightDraw draw, int number) => new()
    {
        Number = number,
        Parameters = new ParameterSet(members.Zip(draw.Weights, (member, weight) => KeyValuePair.Create(member, new ParameterValue(weight)))),
        Seed = 0,
        ProposedBy = "weights",
    };

    private static TrialResult ResultOf(WeightDraw draw) => new() { State = TrialState.Completed, Score = draw.Score };
}
