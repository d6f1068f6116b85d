using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>A rotation, a uniform scale and a shift of the plane; it never mirrors. x' = a x - b y + shift.x, y' = b x + a y + shift.y.</summary>
/// <param name="A">Scale times cosine of the angle.</param>
/// <param name="B">Scale times sine of the angle.</param>
/// <param name="Shift">Where (0, 0) goes.</param>
internal readonly record struct SimilarityTransform(float A, float B, Vector2 Shift)
{
    /// <summary>How much longer a line becomes.</summary>
    public float Scale => MathF.Sqrt((A * A) + (B * B));

    /// <summary>The way back. The scale must not be 0.</summary>
    public SimilarityTransform Inverse
    {
        get
        {
            float square = (A * A) + (B * B);
            var turn = new SimilarityTransform(A / square, -B / square, Vector2.Zero);
            return turn with { Shift = -turn.Apply(Shift) };
        }
    }

    /// <summary>Where a point goes.</summary>
    public Vector2 Apply(Vector2 point) => new((A * point.X) - (B * point.Y) + Shift.X, (B * point.X) + (A * point.Y) + Shift.Y);

    /// <summary>The transform that brings points nearest to others, in the sum of squared distances.</summary>
    /// <remarks>Umeyama, "Least-squares estimation of transformation parameters between two point patterns", 1991; in the plane it is a division of sums.</remarks>
    /// <param name="from">Two points or more, not all the same; else the result is not finite.</param>
    /// <param name="to">As many points.</param>
    public static SimilarityTransform Between(IReadOnlyList<Vector2> from, IReadOnlyList<Vector2> to)
    {
        Vector2 fromMean = Mean(from), toMean = Mean(to);
        float dots = 0, crosses = 0, squares = 0;
        for (int i = 0; i < from.Count; i++)
        {
            Vector2 p = from[i] - fromMean, q = to[i] - toMean;
            dots += Vector2.Dot(p, q);
            crosses += (p.X * q.Y) - (p.Y * q.X);
            squares += p.LengthSquared();
        }

        var turn = new SimilarityTransform(dots / squares, crosses / squares, Vector2.Zero);
        return turn with { Shift = toMean - turn.Apply(fromMean) };
    }

    private static Vector2 Mean(IReadOnlyList<Vector2> points) => points.Aggregate(Vector2.Zero, (sum, point) => sum + point) / points.Count;
}
