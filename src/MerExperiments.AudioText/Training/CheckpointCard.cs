namespace MerExperiments.AudioText.Training;

/// <summary>What a checkpoint's <c>.json</c> says; written after the tensors, so that it stands for a whole checkpoint.</summary>
internal sealed record CheckpointCard
{
    /// <summary>The SHA-256 of the <c>.npy</c> beside it, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the training stood.</summary>
    public required TrainingState State { get; init; }

    /// <summary>What it was a training of: a hash for each part that decides the result.</summary>
    public required IReadOnlyDictionary<string, string> Fingerprint { get; init; }
}
