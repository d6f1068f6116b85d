using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>Five points of a face in pixels of its picture. Right and left are the person's own: the right eye lies left in the picture.</summary>
/// <param name="RightEye">The middle of the right eye.</param>
/// <param name="LeftEye">The middle of the left eye.</param>
/// <param name="Nose">The tip of the nose.</param>
/// <param name="RightMouth">The right corner of the mouth.</param>
/// <param name="LeftMouth">The left corner of the mouth.</param>
public sealed record FaceLandmarks(Vector2 RightEye, Vector2 LeftEye, Vector2 Nose, Vector2 RightMouth, Vector2 LeftMouth)
{
    /// <summary>The points in the order of the parameters.</summary>
    public IReadOnlyList<Vector2> ToList() => [RightEye, LeftEye, Nose, RightMouth, LeftMouth];

    /// <summary>Every point moved by a function.</summary>
    public FaceLandmarks Each(Func<Vector2, Vector2> move) =>
        new(move(RightEye), move(LeftEye), move(Nose), move(RightMouth), move(LeftMouth));

    /// <summary>Landmarks between two faces, point by point.</summary>
    /// <param name="from">The landmarks at 0.</param>
    /// <param name="to">The landmarks at 1.</param>
    /// <param name="share">The place between them, 0 to 1.</param>
    public static FaceLandmarks Between(FaceLandmarks from, FaceLandmarks to, float share) => new(
        Vector2.Lerp(from.RightEye, to.RightEye, share),
        Vector2.Lerp(from.LeftEye, to.LeftEye, share),
        Vector2.Lerp(from.Nose, to.Nose, share),
        Vector2.Lerp(from.RightMouth, to.RightMouth, share),
        Vector2.Lerp(from.LeftMouth, to.LeftMouth, share));
}
