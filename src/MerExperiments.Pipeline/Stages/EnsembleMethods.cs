using MerExperiments.Evaluation;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The ensemble methods that a configuration can name: <c>greedy</c>, <c>weights</c> and <c>mean</c>.</summary>
public static class EnsembleMethods
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["greedy", "weights", "mean"];

    /// <summary>The method an experiment asks for, with the metric that it ranks by.</summary>
    public static IEnsembleMethod Of(ExperimentConfiguration configuration)
    {
        EnsembleSection ensemble = configuration.Ensemble;
        double Score(Posteriors posteriors, IReadOnlyList<int> truth) =>
            Metrics.Of(configuration.Metric, [.. truth], posteriors.PredictedIndices(), posteriors.Labels.Count);
        var greedy = new GreedyEnsemble(Score, new GreedyEnsembleOptions { Size = ensemble.Size });
        var swept = new SweptEnsemble(Score, ensemble.Trials, new TunedWeights(Tuners.Find(configuration.Sweep.Tuner)!).Propose);
        var best = new BestMembersEnsemble(Score, ensemble.Size);
        return ensemble.Method switch
        {
            "mean" => new TwoStageEnsemble(best, new MeanEnsemble()),
            "weights" => new TwoStageEnsemble(best, swept),
            _ => ensemble.SweepWeights ? new TwoStageEnsemble(greedy, swept) : greedy,
        };
    }
}
