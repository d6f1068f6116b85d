namespace MerExperiments.Encoders.Tests;

/// <summary>Hand-worked pooling.</summary>
public sealed class PoolingTests
{
    private static readonly float[] Frames = [1, 10, 3, 10, 5, 40];

    [Fact]
    public void Apply_Statistics_AreMeanDeviationLeastAndMost()
    {
        // Deviations: sqrt((4 + 0 + 4) / 3) and sqrt((100 + 100 + 400) / 3).
        float[] pooled = Pooling.Apply(Frames, 2, EncoderPooling.Statistics);
        Assert.Equal([3f, 20f, 1.6329932f, 14.142136f, 1f, 10f, 5f, 40f], pooled);
    }

    [Theory]
    [InlineData(EncoderPooling.MeanStd, new[] { 3f, 20f, 1.6329932f, 14.142136f })]
    [InlineData(EncoderPooling.Mean, new[] { 3f, 20f })]
    [InlineData(EncoderPooling.First, new[] { 1f, 10f })]
    [InlineData(EncoderPooling.Last, new[] { 5f, 40f })]
    public void Apply_OtherPoolings_AreTheirPart(EncoderPooling pooling, float[] expected) => Assert.Equal(expected, Pooling.Apply(Frames, 2, pooling));

    [Fact]
    public void Apply_ManyFrames_IsTheSumInTheirOrderInDoublePrecision()
    {
        Random random = new NamedSeed(7).ToRandom();
        float[] frames = [.. Enumerable.Range(0, 37 * 1_000).Select(_ => (float)(random.NextDouble() - 0.3))];
        double sum = 0;
        for (int at = 5; at < frames.Length; at += 37)
        {
            sum += frames[at];
        }

        Assert.Equal((float)(sum / 1_000), Pooling.Apply(frames, 37, EncoderPooling.MeanStd)[5]);
    }

    [Fact]
    public void Apply_NoFrames_IsNaN() => Assert.All(Pooling.Apply([], 2, EncoderPooling.Mean), value => Assert.True(float.IsNaN(value)));

    [Fact]
    public void Apply_NoneWithSeveralFrames_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => Pooling.Apply(Frames, 2, EncoderPooling.None));
}
