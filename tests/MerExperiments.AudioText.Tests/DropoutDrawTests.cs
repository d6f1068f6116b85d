using MerExperiments.AudioText.Tensors;

namespace MerExperiments.AudioText.Tests;

public sealed class DropoutDrawTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Fill_ManyValues_DropsTheShareAndScalesTheOthers(double share)
    {
        float[] kept = Drawn(200_000, share, 1);
        float gain = (float)(1 / (1 - share));
        Assert.All(kept, value => Assert.True(value == 0 || value == gain));
        Assert.Equal(share, kept.Count(value => value == 0) / 200_000.0, 0.005);
    }

    [Fact]
    public void Fill_AnyLength_WritesTheSameValuesFirst()
    {
        float[] longest = Drawn(64, 0.5, 2);
        Assert.All(Enumerable.Range(0, 64), length => Assert.Equal(longest[..length], Drawn(length, 0.5, 2)));
    }

    [Fact]
    public void Fill_EachSeed_DropsOthers() => Assert.NotEqual(Drawn(64, 0.5, 3), Drawn(64, 0.5, 4));

    [Fact]
    public void Fill_EachLaneAndRound_DropsIndependently()
    {
        float[] kept = Drawn(200_000, 0.5, 5);
        Assert.All(new[] { 1, 2, 4, 8, 16, 64 }, lag =>
            Assert.Equal(0.5, kept[lag..].Zip(kept, (a, b) => a == b ? 1.0 : 0).Average(), 0.01));
    }

    private static float[] Drawn(int count, double share, ulong seed)
    {
        float[] kept = new float[count];
        DropoutDraw.Fill(kept, share, new NamedSeed(seed));
        return kept;
    }
}
