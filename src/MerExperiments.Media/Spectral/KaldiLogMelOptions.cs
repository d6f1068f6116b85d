using MerExperiments.Settings;

namespace MerExperiments.Media.Spectral;

/// <summary>What <see cref="KaldiLogMel"/> computes. The defaults are Kaldi's fbank at 16 kHz with 80 bands and no dither.</summary>
/// <remarks>Known settings: WeNet, FunASR before low-frame-rate stacking: the defaults (FunASR with <see cref="FrameWindow.Hamming"/>, 7 frames stacked every 6,
/// <see cref="Shift"/> and <see cref="Scale"/> from its am.mvn); icefall: <see cref="SampleScale"/> 1, <see cref="HighHz"/> -400,
/// <see cref="SnipEdges"/> false.</remarks>
public sealed record KaldiLogMelOptions : IHasRules
{
    /// <summary>Mel bands; 1 or more. Default 80.</summary>
    [Between(1, 256)]
    public int Bands { get; init; } = 80;

    /// <summary>The window. Default <see cref="FrameWindow.Povey"/>.</summary>
    public FrameWindow Window { get; init; } = FrameWindow.Povey;

    /// <summary>What samples of full scale 1 are multiplied by. Default 32,768, as Kaldi reads 16-bit files.</summary>
    [Between(1e-6, 1e9)]
    public float SampleScale { get; init; } = 32_768;

    /// <summary>Pre-emphasis x[i] - a x[i - 1] within each frame; 0 to below 1. Default 0.97.</summary>
    [Between(0, 0.999)]
    public float PreEmphasis { get; init; } = 0.97f;

    /// <summary>The first band's lower edge. Default 20.</summary>
    [Between(0, NyquistHz)]
    public double LowHz { get; init; } = 20;

    /// <summary>The last band's upper edge; 0 or less counts down from 8 kHz. Default 0.</summary>
    [Between(-NyquistHz, NyquistHz)]
    public double HighHz { get; init; }

    /// <summary>True: only frames that lie wholly within the clip. False: one frame per hop, centred, the clip mirrored at its ends. Default true.</summary>
    public bool SnipEdges { get; init; } = true;

    /// <summary>Frames stacked into one (m of low frame rate, LFR); 1 stacks none. Default 1.</summary>
    [Between(1, 1000)]
    public int StackedFrames { get; init; } = 1;

    /// <summary>Frames from one stack to the next (n of LFR). Default 1.</summary>
    [Between(1, 1000)]
    public int StackStep { get; init; } = 1;

    /// <summary>Per clip and band, before stacking. Default none.</summary>
    public ClipNormalisation Normalisation { get; init; } = ClipNormalisation.None;

    /// <summary>Added to each value after stacking (a recogniser's global mean, negative), or null. Length <see cref="Dimension"/>.</summary>
    public IReadOnlyList<float>? Shift { get; init; }

    /// <summary>What each value is multiplied by after <see cref="Shift"/>, or null. Length <see cref="Dimension"/>.</summary>
    public IReadOnlyList<float>? Scale { get; init; }

    /// <summary>Values per frame that leaves: bands times stacked frames.</summary>
    public int Dimension => Bands * StackedFrames;

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules()
    {
        if (LowHz >= UpperEdgeHz)
        {
            yield return new BrokenRule("lowHz", FormattableString.Invariant($"is {LowHz}; it must be below the upper edge, {UpperEdgeHz}"));
        }

        foreach ((string key, IReadOnlyList<float>? values) in new[] { ("shift", Shift), ("scale", Scale) })
        {
            if (values is not null && values.Count != Dimension)
            {
                yield return new BrokenRule(key, $"has {values.Count} values; it must have bands times stackedFrames, {Dimension}");
            }
        }
    }

    private const double NyquistHz = Waveform.EncoderRateHz / 2;

    internal double UpperEdgeHz => HighHz > 0 ? HighHz : NyquistHz + HighHz;
}

/// <summary>What is taken out of each band over the frames of one clip (cepstral mean and variance normalisation).</summary>
public enum ClipNormalisation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The mean; then divided by the standard deviation (of n, at least 1e-5).</summary>
    MeanAndVariance,
}
