using System.Collections.Immutable;

namespace MerExperiments.Fusion.Ensembles;

/// <summary>One set of weights that a sweep over an ensemble's weights tried.</summary>
/// <param name="Weights">One number per member, 0 or more, as proposed: not divided by their sum.</param>
/// <param name="Score">What the metric gave them.</param>
public sealed record WeightDraw(ImmutableArray<double> Weights, double Score);
