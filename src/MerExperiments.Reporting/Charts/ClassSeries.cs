namespace MerExperiments.Reporting.Charts;

/// <summary>One class's values, one per mining iteration.</summary>
public sealed record ClassSeries(string Label, IReadOnlyList<double> Values);
