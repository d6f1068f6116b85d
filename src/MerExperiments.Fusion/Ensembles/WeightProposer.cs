namespace MerExperiments.Fusion.Ensembles;

/// <summary>Proposes the next weights to try, one number in 0..1 per member, from those tried before: the door through which a tuner comes in.</summary>
/// <remarks>The same arguments must give the same numbers.</remarks>
/// <param name="members">The members' names, in the order of the numbers.</param>
/// <param name="tried">All draws before this one, in order; the first is the even weights.</param>
/// <param name="seed">The seed of this one proposal.</param>
public delegate IReadOnlyList<double> WeightProposer(IReadOnlyList<string> members, IReadOnlyList<WeightDraw> tried, NamedSeed seed);
