namespace MerExperiments.Media.Spectral;

/// <summary>How a signal is cut into frames for <see cref="Stft"/>.</summary>
public sealed record StftOptions
{
    /// <summary>Samples per frame and points of the transform; even, 2 or more. Default 512.</summary>
    public int FrameSamples { get; init; } = 512;

    /// <summary>Samples between two frames; 1 to <see cref="FrameSamples"/>. Default 256.</summary>
    public int HopSamples { get; init; } = 256;

    /// <summary>The weights, applied before the transform and after the inverse one. Default <see cref="FrameWindow.SqrtHann"/>.</summary>
    public FrameWindow Window { get; init; } = FrameWindow.SqrtHann;

    /// <summary>True: frame k is centred on sample k * hop and the signal is reflected at its ends. False: frame k starts there and zeros follow
    /// the signal's end. Default true.</summary>
    public bool Centred { get; init; } = true;

    /// <summary>What is wrong with the numbers, as properties and rules; empty where nothing is.</summary>
    /// <param name="place">How faults call the options.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
    [
        .. FrameSamples >= 2 && FrameSamples % 2 == 0
            ? []
            : new[] { new Fault($"{place}.frameSamples", $"is {FrameSamples}; it must be even and 2 or more") },
        .. HopSamples >= 1 && HopSamples <= FrameSamples
            ? []
            : new[] { new Fault($"{place}.hopSamples", $"is {HopSamples}; it must lie in 1 to frameSamples, {FrameSamples}") },
    ];
}
