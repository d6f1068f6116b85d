namespace MerExperiments.Runs;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>All fold fits were scored.</summary>
    Completed,

    /// <summary>It could not be computed; the reason says why. It has no score, not a worst score.</summary>
    Failed,

    /// <summary>It was stopped early because it could no longer win. That is not a failure.</summary>
    Pruned,
}
