namespace MerExperiments.Encoders.Tests.StandIns;

/// <summary>Compares features that differ by rounding only.</summary>
internal static class Near
{
    /// <summary>Asserts that all values agree to 1e-5 of their size.</summary>
    public static void All(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual)
    {
        Assert.Equal(expected.Select(row => row.Length), actual.Select(row => row.Length));
        foreach ((float[] a, float[] b) in expected.Zip(actual))
        {
            Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, Math.Abs(pair.First))));
        }
    }
}
