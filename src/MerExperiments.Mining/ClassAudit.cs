namespace MerExperiments.Mining;

/// <summary>How many pseudo-labels of one class were right.</summary>
/// <param name="Label">The class that was given.</param>
/// <param name="Judged">How many of them have a true label.</param>
/// <param name="Right">How many of these match it.</param>
public sealed record ClassAudit(string Label, int Judged, int Right)
{
    /// <summary>The share that is right; null where none was judged.</summary>
    public double? Precision => Judged == 0 ? null : (double)Right / Judged;
}
