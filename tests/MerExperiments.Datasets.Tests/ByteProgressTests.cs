namespace MerExperiments.Datasets.Tests;

public sealed class ByteProgressTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1025, 2)]
    [InlineData(5L << 40, int.MaxValue)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void Reach_AllBytes_IsAllThatWasAnnounced(long bytes, int kibiBytes)
    {
        var progress = new FakeProgress();
        using var told = new ByteProgress(progress, "fetch it", bytes);

        told.Reach(bytes);

        Assert.Equal((kibiBytes, kibiBytes), (progress.Begun[0].Total, progress.Advanced));
    }
}
