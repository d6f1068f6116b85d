namespace MerExperiments.Media.Spectral;

/// <summary>How the samples of a frame are weighted, i from 0 to N - 1.</summary>
public enum FrameWindow
{
    /// <summary>0.5 - 0.5 cos(2 pi i / N): periodic, so that frames at half a frame's distance add up to 1.</summary>
    Hann,

    /// <summary>The square root of <see cref="Hann"/>: applied before and after, frames at half a frame's distance add up to 1.</summary>
    SqrtHann,

    /// <summary>(0.5 - 0.5 cos(2 pi i / (N - 1)))^0.85: symmetric, Kaldi's own.</summary>
    Povey,

    /// <summary>0.54 - 0.46 cos(2 pi i / (N - 1)): symmetric.</summary>
    Hamming,
}
