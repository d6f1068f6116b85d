using MerExperiments.Runs;

namespace MerExperiments.Pipeline;

/// <summary>A run ended before it was finished, at a point from which it can go on.</summary>
public sealed class RunStoppedException(RunFolder run, string reason, string howToResume) : Exception(reason)
{
    /// <summary>What was left.</summary>
    public RunFolder Run { get; } = run;

    /// <summary>The command that goes on with it.</summary>
    public string HowToResume { get; } = howToResume;
}
