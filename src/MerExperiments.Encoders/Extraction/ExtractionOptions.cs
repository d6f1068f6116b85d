using MerExperiments.Features;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>How an extraction is carried out. The stored bytes depend on the level, the precision and the device, on nothing else of it.</summary>
public sealed record ExtractionOptions
{
    /// <summary>How many threads run the model, 1 or more. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How many threads decode and prepare clips, 1 or more. Null, the default: as many as workers, and at least 2.</summary>
    public int? Readers { get; init; }

    /// <summary>Whether frames are pooled or kept. Default utterance.</summary>
    public FeatureLevel Level { get; init; }

    /// <summary>How values are stored. Default float32.</summary>
    public FeaturePrecision Precision { get; init; }

    /// <summary>What runs the model. Default the processor.</summary>
    public ExecutionDevice Device { get; init; }

    /// <summary>About how many bytes of prepared clips and of features wait between the stages, 16 MiB or more. Null, the default: 32 MiB for each worker and 64 MiB more.</summary>
    public long? BytesInFlight { get; init; }

    /// <summary>Called with the utterances done and all utterances, from several threads; null for none.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>The smallest <see cref="BytesInFlight"/>: what one batch of clips may hold.</summary>
    internal const long GroupBytes = 16L << 20;

    internal int ReadersOrDefault => Readers ?? Math.Max(2, Workers);

    internal long BytesInFlightOrDefault => BytesInFlight ?? (2L * GroupBytes * (Workers + 2));

    /// <summary>What is out of range; empty where nothing is.</summary>
    public IReadOnlyList<Fault> Validate() =>
    [
        .. Workers < 1 ? [new Fault("extraction: workers", $"is {Workers}; it must be 1 or more")] : Array.Empty<Fault>(),
        .. Readers < 1 ? [new Fault("extraction: readers", $"is {Readers}; it must be 1 or more")] : Array.Empty<Fault>(),
        .. BytesInFlight < GroupBytes
            ? [new Fault("extraction: bytesInFlight", $"is {BytesInFlight}; it must be {GroupBytes} or more")] : Array.Empty<Fault>(),
    ];
}
