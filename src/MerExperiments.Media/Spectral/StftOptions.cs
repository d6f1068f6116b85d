using MerExperiments.Settings;

namespace MerExperiments.Media.Spectral;

/// <summary>How a signal is cut into frames for <see cref="Stft"/>.</summary>
internal sealed record StftOptions : IHasRules
{
    /// <summary>Samples per frame and points of the transform; even. Default 512.</summary>
    [Between(2, 65_536)]
    public int FrameSamples { get; init; } = 512;

    /// <summary>Samples between two frames; at most <see cref="FrameSamples"/>. Default 256.</summary>
    [Between(1, 65_536)]
    public int HopSamples { get; init; } = 256;

    /// <summary>The weights, applied before the transform and after the inverse one. Default <see cref="FrameWindow.SqrtHann"/>.</summary>
    public FrameWindow Window { get; init; } = FrameWindow.SqrtHann;

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() =>
    [
        .. FrameSamples % 2 == 0 ? [] : new[] { new BrokenRule("frameSamples", $"is {FrameSamples}; it must be even") },
        .. HopSamples <= FrameSamples ? [] : new[] { new BrokenRule("hopSamples", $"is {HopSamples}; it must be frameSamples, {FrameSamples}, or less") },
    ];
}
