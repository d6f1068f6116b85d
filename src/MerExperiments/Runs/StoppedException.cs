namespace MerExperiments.Runs;

/// <summary>Work ended before it was finished, at a point from which it can go on.</summary>
/// <param name="reason">Why.</param>
/// <param name="howToResume">The command that goes on with it.</param>
public class StoppedException(string reason, string howToResume) : Exception(reason)
{
    /// <summary>The command that goes on with it.</summary>
    public string HowToResume { get; } = howToResume;
}
