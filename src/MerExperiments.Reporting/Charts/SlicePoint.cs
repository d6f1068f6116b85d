namespace MerExperiments.Reporting.Charts;

/// <summary>One completed trial in a slice.</summary>
/// <param name="X">The parameter's value; its decimal logarithm in a logarithmic slice, the choice's index in a slice of choices.</param>
/// <param name="Score">The out-of-fold score.</param>
/// <param name="Head">The trial's head.</param>
public sealed record SlicePoint(double X, double Score, string Head);
