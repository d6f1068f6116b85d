using System.Collections.Immutable;
using MerExperiments.Settings;

namespace MerExperiments.Fusion.Ensembles;

/// <summary>How trials are put together into the final answer.</summary>
public sealed record EnsembleOptions
{
    /// <summary>How members and weights are found: greedy selection, swept weights, or the mean of the best.</summary>
    [Names(NameKind.EnsembleMethod)]
    public string Method { get; init; } = "greedy";

    /// <summary>The most members; of greedy selection the number of selections, with replacement.</summary>
    [Between(1, 100)]
    public int Size { get; init; } = 8;

    /// <summary>How many of the best single members greedy selection starts with.</summary>
    [Between(1, 100)]
    public int SortedStart { get; init; } = 1;

    /// <summary>How many greedy selections, each over a random part of the members, are averaged; one selects among all members.</summary>
    [Between(1, 1000)]
    public int Bags { get; init; } = 1;

    /// <summary>The share of the members in each bag; not used with one bag.</summary>
    [Between(0.01, 1)]
    public double BagShare { get; init; } = 0.5;

    /// <summary>Whether the weights of the members that greedy selection chose are swept afterwards; the method weights sweeps them anyway.</summary>
    public bool SweepWeights { get; init; }

    /// <summary>How many sets of weights a sweep of weights draws.</summary>
    [Between(1, 100_000)]
    public int Trials { get; init; } = 60;
}

/// <summary>What an ensemble method is made from.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Metric">Scores posteriors against labels; more is better.</param>
/// <param name="Propose">Proposes weights to try, by the experiment's tuner.</param>
public sealed record EnsembleContext(EnsembleOptions Options, Func<Posteriors, IReadOnlyList<int>, double> Metric, WeightProposer Propose);

/// <summary>Proposes the next weights to try, one number in 0..1 per member, from those tried before: the door through which a tuner comes in.</summary>
/// <remarks>The same arguments must give the same numbers.</remarks>
/// <param name="members">The members' names, in the order of the numbers.</param>
/// <param name="tried">All draws before this one, in order; the first is the even weights.</param>
/// <param name="seed">The seed of this one proposal.</param>
public delegate IReadOnlyList<double> WeightProposer(IReadOnlyList<string> members, IReadOnlyList<WeightDraw> tried, NamedSeed seed);

/// <summary>One set of weights that a sweep over an ensemble's weights tried.</summary>
/// <param name="Weights">One number per member, 0 or more, as proposed: not divided by their sum.</param>
/// <param name="Score">What the metric gave them.</param>
public sealed record WeightDraw(ImmutableArray<double> Weights, double Score);
