using MerExperiments.Features;

namespace MerExperiments.Encoders;

/// <summary>The work that an <see cref="ExtractionPipeline{T}"/> distributes over threads.</summary>
internal sealed record PipelineStages<T>
    where T : class
{
    /// <summary>Decodes and prepares the utterance of a row of the table; called by the readers; may be stopped.</summary>
    public required Func<int, CancellationToken, PreparedClip<T>> Read { get; init; }

    /// <summary>What a prepared clip holds in memory.</summary>
    public required Func<T, long> BytesOf { get; init; }

    /// <summary>Encodes prepared clips, in order; called by the workers.</summary>
    public required Func<IReadOnlyList<T>, IReadOnlyList<FeatureRow>> Encode { get; init; }

    /// <summary>Keeps the rows of a finished shard; called by one thread at a time.</summary>
    public required Action<int, IReadOnlyList<FeatureRow>> Write { get; init; }
}

/// <summary>What reading one utterance gave: something to encode, or the state that says why there is nothing.</summary>
/// <param name="State">Present where there is something to encode.</param>
/// <param name="Row">What to encode; null in any other state.</param>
/// <param name="Reason">Why the clip is quarantined; null for all others.</param>
internal readonly record struct PreparedClip<T>(FeatureState State, T? Row = null, string? Reason = null)
    where T : class;
