using CsCheck;

namespace MerExperiments.Mining.Tests;

public sealed class QuotaTests
{
    [Fact]
    public void PerClass_CountsThatAreSquares_FollowTheirRoots()
    {
        Assert.Equal([6, 4, 2, 0], Quota.PerClass([9, 4, 1, 0], 12.0 / 14));
    }

    [Fact]
    public void PerClass_Mer2024_LiftsRareClassesWithoutReversingTheOrder()
    {
        int[] labelled = [1248, 1208, 1038, 730, 616, 190];
        int[] quotas = Quota.PerClass(labelled, 0.5);

        Assert.Equal([529, 521, 482, 405, 372, 206], quotas);
        double[] gains = [.. quotas.Zip(labelled, (quota, count) => (double)quota / count)];
        Assert.Equal(gains.Order(), gains);
    }

    [Fact]
    public void PerClass_AnyCounts_SumsToTheQuotaInAll() =>
        Gen.Select(Gen.Int[0, 500].Array[1, 8], Gen.Double[0, 3]).Sample((counts, share) =>
            Quota.PerClass(counts, share).Sum() == Quota.InAll(counts, share));
}
