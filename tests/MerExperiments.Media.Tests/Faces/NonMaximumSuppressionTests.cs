using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class NonMaximumSuppressionTests
{
    private static readonly DetectedFace Weak = new(new FaceBox(1, 0, 10, 10), 0.8f);
    private static readonly DetectedFace Strong = new(new FaceBox(0, 0, 10, 10), 0.9f);
    private static readonly DetectedFace Apart = new(new FaceBox(50, 0, 10, 10), 0.7f);

    [Fact]
    public void Keep_BoxesOfOneFace_LeavesTheSurest() =>
        Assert.Equal([Strong, Apart], NonMaximumSuppression.Keep([Weak, Apart, Strong], 0.4f));

    [Fact]
    public void Keep_BoxesThatOverlapLessThanTheThreshold_LeavesAll() =>
        Assert.Equal([Strong, Weak, Apart], NonMaximumSuppression.Keep([Weak, Apart, Strong], 0.9f));

    [Fact]
    public void Keep_ABoxThatOverlapsOnlyADroppedOne_StaysIn()
    {
        DetectedFace next = Weak with { Box = new FaceBox(5, 0, 10, 10), Score = 0.75f };

        Assert.Equal([Strong, next], NonMaximumSuppression.Keep([Strong, Weak, next], 0.4f));
    }
}
