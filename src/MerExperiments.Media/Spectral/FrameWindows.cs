namespace MerExperiments.Media.Spectral;

/// <summary>The weights of the <see cref="FrameWindow"/> shapes.</summary>
internal static class FrameWindows
{
    /// <summary>The weights of a frame, computed in double.</summary>
    /// <param name="window">The shape.</param>
    /// <param name="samples">Samples per frame, 2 or more.</param>
    public static float[] Of(FrameWindow window, int samples) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)Weight(window, i, samples))];

    private static double Weight(FrameWindow window, int i, int samples) => window switch
    {
        FrameWindow.Hann => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / samples)),
        FrameWindow.SqrtHann => Math.Sqrt(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / samples))),
        FrameWindow.Povey => Math.Pow(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / (samples - 1))), 0.85),
        FrameWindow.Hamming => 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (samples - 1))),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "is no window"),
    };
}

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
