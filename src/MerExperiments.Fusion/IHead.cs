using MerExperiments.Search;

namespace MerExperiments.Fusion;

/// <summary>A late-fusion classifier that can be fitted: from the features of several encoders to class probabilities.</summary>
/// <remarks>Stateless and thread-safe. The same rows, parameters and seed give the same bytes, also where several fits run at once.</remarks>
public interface IHead
{
    /// <summary>The name by which experiments ask for it.</summary>
    string Name { get; }

    /// <summary>What of it can be swept.</summary>
    SearchSpace Space { get; }

    /// <summary>Whether a row counts by its weight, as pseudo-labels count less than human ones; true unless a head says otherwise. Where not, every row with a weight above 0
    /// counts as 1. No head takes soft labels: a row has one class.</summary>
    bool TakesWeights => true;

    /// <summary>Fits the head.</summary>
    /// <param name="rows">A training part; nothing of it may be scored with the result.</param>
    /// <param name="labels">The classes; one that no row has is allowed.</param>
    /// <param name="parameters">Values for the parameters of <see cref="Space"/>; one left out has its default.</param>
    /// <param name="seed">The seed of every random draw of the fit.</param>
    /// <param name="cancellation">Stops the fit between two steps.</param>
    /// <exception cref="InvalidInputException">The rows or parameters are invalid; all faults at once.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    FittedHead Fit(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation);
}
