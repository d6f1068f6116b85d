namespace MerExperiments.Fusion.Ensembles;

/// <summary>A way to choose the weights of an ensemble's members from their out-of-fold posteriors.</summary>
/// <remarks>Stateless and thread-safe. The same members, truth and seed give the same weights.</remarks>
public interface IEnsembleMethod
{
    /// <summary>The name by which experiments ask for it.</summary>
    string Name { get; }

    /// <summary>Chooses weights.</summary>
    /// <param name="members">One or more members over the same utterances.</param>
    /// <param name="truth">Each utterance's human label.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="seed">The seed of every random draw.</param>
    /// <exception cref="ArgumentException">There is no member, two have one name, or the utterances or classes do not agree.</exception>
    EnsembleWeights Fit(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels, NamedSeed seed);
}
