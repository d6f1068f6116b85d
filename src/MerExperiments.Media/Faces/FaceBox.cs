using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>A rectangle around a face, in pixels of its picture; the picture's left upper corner is (0, 0), a pixel's centre lies at halves.</summary>
/// <param name="Left">The left edge; negative where the face runs out of the picture.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Width">The width, over 0.</param>
/// <param name="Height">The height, over 0.</param>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    /// <summary>The right edge.</summary>
    public float Right => Left + Width;

    /// <summary>The lower edge.</summary>
    public float Bottom => Top + Height;

    /// <summary>The area in square pixels.</summary>
    public float Area => Width * Height;

    /// <summary>The middle.</summary>
    public Vector2 Centre => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>The area shared with another box over the area of both together: 0 apart, 1 the same.</summary>
    public float IntersectionOverUnion(FaceBox other)
    {
        float width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        float height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        float shared = Math.Max(0, width) * Math.Max(0, height);
        return Math.Min(1, shared / (Area + other.Area - shared));
    }

    /// <summary>The box elsewhere.</summary>
    public FaceBox Moved(Vector2 by) => this with { Left = Left + by.X, Top = Top + by.Y };

    /// <summary>A box between two, edge by edge.</summary>
    /// <param name="from">The box at 0.</param>
    /// <param name="to">The box at 1.</param>
    /// <param name="share">The place between them, 0 to 1.</param>
    public static FaceBox Between(FaceBox from, FaceBox to, float share) => new(
        float.Lerp(from.Left, to.Left, share),
        float.Lerp(from.Top, to.Top, share),
        float.Lerp(from.Width, to.Width, share),
        float.Lerp(from.Height, to.Height, share));
}
