using System.Collections.Immutable;

namespace MerExperiments.Fusion.Ensembles;

/// <summary>How much each member counts in the weighted mean of the posteriors: 0 or more each, 1 together.</summary>
/// <remarks>Immutable. The names are in the order of the members that were given.</remarks>
public sealed record EnsembleWeights
{
    /// <summary>Creates weights; they are divided by their sum.</summary>
    /// <exception cref="ArgumentException">The lengths differ, a weight is negative or not finite, or all are 0.</exception>
    public EnsembleWeights(IReadOnlyList<string> names, IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        if (names.Count != weights.Count || weights.Any(weight => !(weight >= 0)) || !(sum > 0) || double.IsInfinity(sum))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{names.Count} names with the weights [{string.Join(", ", weights)}]; there must be one per name, 0 or more each and above 0 together"),
                nameof(weights));
        }

        Names = [.. names];
        Values = [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>The members' names.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The members' weights.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The weight of a member; 0 for one that is not in the ensemble.</summary>
    public double this[string name] => Names.IndexOf(name) is var place && place >= 0 ? Values[place] : 0;

    /// <summary>The weighted mean of the members' posteriors, given in the order of <see cref="Names"/>.</summary>
    public Posteriors Apply(IReadOnlyList<Posteriors> posteriors) => posteriors.Count == Names.Length
        ? Posteriors.Mean(posteriors, Values)
        : throw new ArgumentException($"{posteriors.Count} posteriors for the {Names.Length} members {string.Join(", ", Names)}", nameof(posteriors));
}
