namespace MerExperiments.Media.Generated;

/// <summary>What a face does, as shifts from rest; 1 is a full movement.</summary>
/// <param name="BrowRaise">Both brows up.</param>
/// <param name="BrowFurrow">Inner ends of the brows down and together.</param>
/// <param name="BrowInner">Inner ends of the brows up.</param>
/// <param name="EyeOpen">Lids apart.</param>
/// <param name="MouthCorner">Corners up; below 0, down.</param>
/// <param name="MouthOpen">Lips apart.</param>
/// <param name="MouthWidth">Mouth wide.</param>
/// <param name="Cheek">Cheeks up.</param>
internal sealed record FaceShape(
    double BrowRaise, double BrowFurrow, double BrowInner, double EyeOpen, double MouthCorner, double MouthOpen, double MouthWidth, double Cheek)
{
    private static readonly FaceShape[] Expressions =
    [
        new(0, 0, 0, 0, 0, 0, 0, 0),
        new(-0.6, 1, -0.2, 0.15, -0.5, 0.1, 0.15, 0),
        new(0.1, -0.1, 0, -0.35, 1, 0.45, 0.6, 1),
        new(-0.1, 0.1, 0.9, -0.45, -0.85, 0, -0.2, 0),
        new(0.2, 0.45, 0.8, 0.25, -0.35, 0.2, 0, 0),
        new(1, -0.1, 0.1, 0.85, 0.05, 1, -0.4, 0.1),
    ];

    /// <summary>The full expression of an emotion.</summary>
    public static FaceShape Of(Emotion emotion) => Expressions[(int)emotion];

    /// <summary>A shape computed axis by axis, in the order of the parameters.</summary>
    public static FaceShape Make(Func<Func<FaceShape, double>, double> value) => new(
        value(s => s.BrowRaise), value(s => s.BrowFurrow), value(s => s.BrowInner), value(s => s.EyeOpen),
        value(s => s.MouthCorner), value(s => s.MouthOpen), value(s => s.MouthWidth), value(s => s.Cheek));

    /// <summary>A random shift of a given spread.</summary>
    public static FaceShape Random(Draw draw, double spread) => Make(_ => draw.Normal(0, spread));
}
