using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Encoders;

/// <summary>What an extraction gives.</summary>
public sealed record ExtractionResult
{
    private readonly FeatureTable? _table;
    private readonly FrameTable? _frames;

    internal ExtractionResult(StoredFeatures stored) => (_table, Folder) = (stored.Table, stored.Folder);

    internal ExtractionResult(StoredFrames stored) => (_frames, Folder) = (stored.Table, stored.Folder);

    /// <summary>The features, one row per utterance of the corpus, in its order.</summary>
    /// <exception cref="InvalidOperationException">Frames were kept; read <see cref="Frames"/>.</exception>
    public FeatureTable Table => _table ?? throw new InvalidOperationException("the extraction kept frames; read Frames instead of Table");

    /// <summary>The frames of each utterance of the corpus, in its order.</summary>
    /// <exception cref="InvalidOperationException">Frames were pooled; read <see cref="Table"/>.</exception>
    public FrameTable Frames => _frames ?? throw new InvalidOperationException("the extraction pooled frames; read Table instead of Frames");

    /// <summary>Each utterance's state, at either level.</summary>
    public IReadOnlyList<FeatureState> States => _table?.States ?? _frames!.States;

    /// <summary>The media files that could not be used; the same list when the table came from the store.</summary>
    public required IReadOnlyList<QuarantinedFile> Quarantined { get; init; }

    /// <summary>Where the table lies.</summary>
    public string Folder { get; }

    /// <summary>What this run spent where.</summary>
    public required ExtractionTimings Timings { get; init; }
}

/// <summary>What an extraction spent where, in this run: for a person to read, never stored.</summary>
/// <param name="Clips">Utterances that went through the stages; those of finished shards did not.</param>
/// <param name="WallSeconds">From the first clip read to the table in the store.</param>
/// <param name="HashSeconds">Wall time of hashing the media files before that.</param>
/// <param name="DecodeSeconds">Reading and decoding, summed over threads.</param>
/// <param name="PreprocessSeconds">Preparing what the model is fed, summed over threads.</param>
/// <param name="InferenceSeconds">Running the model and pooling, summed over threads.</param>
/// <param name="WriteSeconds">Writing shards, without putting the table together.</param>
public sealed record ExtractionTimings(
    int Clips, double WallSeconds, double HashSeconds, double DecodeSeconds, double PreprocessSeconds, double InferenceSeconds, double WriteSeconds)
{
    /// <summary>Clips per second of wall time; 0 where the table came from the store.</summary>
    public double ClipsPerSecond => WallSeconds > 0 ? Clips / WallSeconds : 0;
}
