namespace MerExperiments.Media.Spectral;

/// <summary>The weights of the <see cref="FrameWindow"/> shapes.</summary>
public static class FrameWindows
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
