namespace MerExperiments.Runs;

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>It is running, or was killed; it can be resumed.</summary>
    Unfinished,

    /// <summary>It ended, with a checkpoint to go on from: interrupted or failed.</summary>
    Stopped,

    /// <summary>It finished, and its metrics are final.</summary>
    Finished,
}
