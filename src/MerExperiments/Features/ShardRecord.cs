namespace MerExperiments.Features;

/// <summary>What commits a shard of a table that is being computed: written after its values, and able to tell whether they are still those.</summary>
/// <param name="Sha256">SHA-256 of the values' bytes, without the header, in hexadecimal.</param>
/// <param name="States">Each row's state.</param>
/// <param name="Reasons">Why a row is quarantined; null for all others.</param>
/// <param name="Frames">How many frames each row has; 1 at the utterance level.</param>
internal sealed record ShardRecord(string Sha256, FeatureState[] States, string?[] Reasons, int[] Frames)
{
    /// <summary>True where the parts agree with each other and with the number of rows.</summary>
    public bool Holds(int rows) =>
        Sha256 is { Length: 64 } && States?.Length == rows && Reasons?.Length == rows && Frames?.Length == rows && Frames.All(count => count >= 0);
}
