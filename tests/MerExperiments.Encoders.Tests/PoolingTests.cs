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

    [Fact]
    public void Apply_MeanStd_IsTheirFirstHalf() =>
        Assert.Equal([3f, 20f, 1.6329932f, 14.142136f], Pooling.Apply(Frames, 2, EncoderPooling.MeanStd));

    [Fact]
    public void Apply_NoneWithSeveralFrames_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Pooling.Apply(Frames, 2, EncoderPooling.None));
}
