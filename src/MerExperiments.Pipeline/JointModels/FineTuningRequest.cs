namespace MerExperiments.Pipeline.JointModels;

/// <summary>What is to be trained, and how.</summary>
public sealed record FineTuningRequest
{
    /// <summary>The command line that asked for it, which also goes on with it after a stop.</summary>
    public required string Command { get; init; }

    /// <summary>Folds trained side by side, 1 or more; it changes no result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The one fold to train, from 1; null for all.</summary>
    public int? Fold { get; init; }

    /// <summary>The absolute path of a folder for one model trained on all labelled utterances, in place of the folds'; null for none.</summary>
    public string? Output { get; init; }
}
