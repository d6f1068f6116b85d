using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceBoxTests
{
    [Theory]
    [InlineData(0, 0, 10, 10, 1)]
    [InlineData(5, 0, 10, 10, 1.0 / 3)]
    [InlineData(2, 2, 5, 5, 0.25)]
    [InlineData(10, 0, 10, 10, 0)]
    [InlineData(30, 30, 10, 10, 0)]
    public void IntersectionOverUnion_WithASquareOfTen_IsTheSharedArea(float left, float top, float width, float height, double expected) =>
        Assert.Equal(expected, new FaceBox(0, 0, 10, 10).IntersectionOverUnion(new FaceBox(left, top, width, height)), 1e-6);

    [Fact]
    public void Between_AQuarterOfTheWay_MovesEveryEdgeByAQuarter() =>
        Assert.Equal(new FaceBox(10, 5, 25, 20), FaceBox.Between(new FaceBox(0, 0, 20, 20), new FaceBox(40, 20, 40, 20), 0.25f));
}
