namespace MerExperiments.Pipeline;

/// <summary>How an experiment is to be executed: what does not change its results.</summary>
public sealed record RunRequest
{
    /// <summary>The command line that asked for it, for the run's provenance.</summary>
    public required string Command { get; init; }

    /// <summary>Trials computed side by side, 1 or more; by default one per logical processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The run to go on with; null for a new one.</summary>
    public string? ResumeRunId { get; init; }
}
