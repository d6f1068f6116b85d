using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

/// <summary>Search spaces with known best points.</summary>
internal static class Spaces
{
    /// <summary>Two heads with parameters of their own; the best is a mlp at rate 1e-3, width 96, dropout 0.3, and scores 1.</summary>
    public static SearchSpace Conditional { get; } = new(
    [
        new ChoiceParameter("head", ["trees", "linear", "mlp"]),
        new IntegerParameter("leaves", 4, 256, 31, Logarithmic: true) { When = new ActiveWhen("head", "trees") },
        new RealParameter("penalty", 1e-6, 1, 1e-3, Logarithmic: true) { When = new ActiveWhen("head", "linear") },
        new RealParameter("rate", 1e-6, 1, 0.1, Logarithmic: true) { When = new ActiveWhen("head", "mlp") },
        new IntegerParameter("width", 8, 512, 16) { When = new ActiveWhen("head", "mlp") },
        new RealParameter("dropout", 0, 0.9, 0) { When = new ActiveWhen("head", "mlp") },
    ]);

    public static double Score(ParameterSet set) => set.Choice("head") switch
    {
        "trees" => 0.6 - (0.1 * Math.Abs(Math.Log2(set.Real("leaves") / 64))),
        "linear" => 0.5 - (0.05 * Math.Abs(Math.Log10(set.Real("penalty") / 1e-4))),
        _ => 1 - (0.15 * Math.Abs(Math.Log10(set.Real("rate") / 1e-3)))
            - (0.5 * Math.Abs(set.Real("width") - 96) / 504) - (0.5 * Math.Abs(set.Real("dropout") - 0.3)),
    };

    public static TrialResult Evaluate(TrialSpec trial, CancellationToken cancellation) =>
        new() { State = TrialState.Completed, Score = Score(trial.Parameters) };
}
