using MerExperiments.Features;
using MerExperiments.Onnx;
using MerExperiments.Settings;

namespace MerExperiments.Encoders;

/// <summary>How an extraction is carried out. The stored bytes depend on the level and the device, on nothing else of it.</summary>
public sealed record ExtractionOptions
{
    /// <summary>How many threads run the model. As many decode and prepare clips, and at least 2.</summary>
    [Between(1, 1024)]
    public int Workers { get; init; } = 1;

    /// <summary>Whether frames are pooled or kept. Default utterance.</summary>
    public FeatureLevel Level { get; init; }

    /// <summary>What runs the model. Default the processor.</summary>
    public ExecutionDevice Device { get; init; }

    /// <summary>Called with the utterances done and all utterances, from several threads; null for none.</summary>
    [NoKey]
    public Action<int, int>? Progress { get; init; }

    /// <summary>About how many bytes of clips one batch of the model may hold.</summary>
    internal const long GroupBytes = 16L << 20;

    /// <summary>Decoding waits for the disk and for ffmpeg, so that one thread of it would starve one worker.</summary>
    internal int Readers => Math.Max(2, Workers);
}
