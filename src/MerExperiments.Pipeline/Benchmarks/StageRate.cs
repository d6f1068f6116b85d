namespace MerExperiments.Pipeline.Benchmarks;

/// <summary>How fast one stage went.</summary>
/// <param name="Stage">decode, prepare or inference.</param>
/// <param name="ClipsPerSecond">One value per turn, in the order of the turns.</param>
public sealed record StageRate(string Stage, IReadOnlyList<double> ClipsPerSecond)
{
    /// <summary>The middle value; the mean of the two middle ones of an even number.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. ClipsPerSecond.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>The slowest turn.</summary>
    public double Least => ClipsPerSecond.Min();

    /// <summary>The fastest turn.</summary>
    public double Most => ClipsPerSecond.Max();
}
