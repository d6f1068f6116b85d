using MerExperiments.Features;

namespace MerExperiments.Pipeline;

/// <summary>How a corpus is to be prepared and encoded.</summary>
public sealed record EncodingRequest
{
    /// <summary>The command line that asked for it, which also goes on with it after a stop.</summary>
    public required string Command { get; init; }

    /// <summary>Clips worked on side by side, 1 or more; it changes no result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether each utterance gets one vector, or one per frame.</summary>
    public FeatureLevel Level { get; init; } = FeatureLevel.Utterance;
}
