using MerExperiments.Runs;

namespace MerExperiments.Pipeline;

/// <summary>A run ended before it was finished, at a point from which it can go on.</summary>
public sealed class RunStoppedException(RunFolder run, string reason, string howToResume) : StoppedException(reason, howToResume)
{
    /// <summary>What was left.</summary>
    public RunFolder Run { get; } = run;
}
