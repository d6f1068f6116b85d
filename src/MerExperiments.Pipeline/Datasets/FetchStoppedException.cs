namespace MerExperiments.Pipeline.Datasets;

/// <summary>A fetch ended before all was whole; what came is kept, and it can go on.</summary>
public sealed class FetchStoppedException(string reason, string howToGoOn) : Exception(reason)
{
    /// <summary>The command that goes on with it.</summary>
    public string HowToGoOn { get; } = howToGoOn;
}
