namespace MerExperiments.Evaluation;

/// <summary>A confidence interval, both ends included.</summary>
public sealed record Interval(double Low, double High);
