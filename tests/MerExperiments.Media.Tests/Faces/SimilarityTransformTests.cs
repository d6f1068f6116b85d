using System.Numerics;
using CsCheck;
using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class SimilarityTransformTests
{
    [Fact]
    public void Between_TwoPointsTurnedAndDoubled_IsAQuarterTurnOfScaleTwo()
    {
        var transform = SimilarityTransform.Between([new(0, 0), new(1, 0)], [new(3, 4), new(3, 6)]);

        Assert.Equal(new SimilarityTransform(0, 2, new Vector2(3, 4)), transform);
        Assert.Equal(2, transform.Scale);
    }

    [Fact]
    public void Between_PointsThatDoNotFit_IsTheLeastSquaresCompromise()
    {
        // A square whose one corner lies 4 off: centred, the sums are dots 8 + 4/2 and squares 8.
        Vector2[] square = [new(-1, -1), new(1, -1), new(1, 1), new(-1, 1)];
        Vector2[] pulled = [new(-1, -1), new(1, -1), new(3, 1), new(-1, 1)];
        var transform = SimilarityTransform.Between(square, pulled);

        Assert.Equal(10 / 8f, transform.A, 1e-6f);
        Assert.Equal(-2 / 8f, transform.B, 1e-6f);
        Assert.Equal(new Vector2(0.5f, 0), transform.Shift);
    }

    [Fact]
    public void Inverse_OfAnyTransform_BringsAPointBack() =>
        Gen.Select(Gen.Float[-3, 3], Gen.Float[0.2f, 3], Gen.Float[-100, 100], Gen.Float[-100, 100]).Sample((a, b, x, y) =>
        {
            var transform = new SimilarityTransform(a, b, new Vector2(y, x));
            Assert.InRange(Vector2.Distance(new Vector2(x, y), transform.Inverse.Apply(transform.Apply(new Vector2(x, y)))), 0, 0.01f);
        });
}
