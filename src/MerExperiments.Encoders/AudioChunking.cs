namespace MerExperiments.Encoders;

/// <summary>How a long clip is cut before it is encoded, so that memory does not grow with its length. The pieces' frames are joined, then pooled.</summary>
/// <remarks>Where a frame sees no farther than the context (convolutions), the result is that of the whole clip. Where it sees the whole input
/// (attention), the cut is part of what the feature is: another chunk length, another feature. A clip no longer than a chunk is one piece.</remarks>
public sealed record AudioChunking
{
    /// <summary>The seconds of a piece whose frames are kept; rounded to whole strides. More than 0.</summary>
    public required double ChunkSeconds { get; init; }

    /// <summary>The seconds on each side of a piece that are computed and dropped; rounded up to whole strides. 0 or more. Default 0.</summary>
    public double ContextSeconds { get; init; }
}
