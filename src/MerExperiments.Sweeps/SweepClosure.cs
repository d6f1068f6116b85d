namespace MerExperiments.Sweeps;

/// <summary>The decision to end a sweep before its last trial, committed once as <c>sweep.json</c>; a resumed sweep ends there too.</summary>
/// <param name="ClosedAfter">How many trials the sweep has.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SweepClosure(int ClosedAfter, string Reason);
