using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Tests.Spectral;

public sealed class MelFiltersTests
{
    [Fact]
    public void Constructor_Slaney_HasTheWeightsWhisperPublishes()
    {
        var filters = new MelFilters(MelScale.Slaney, 80, 201, 40, (0, 8000));

        // The first band runs from 0 over 37.239 to 74.478 Hz: at 40 Hz (74.478 - 40) / 37.239 * 2 / 74.478.
        Assert.Equal(0.02486259, filters[0, 1], 1e-7);
        Assert.Equal(0.00199082, filters[1, 1], 1e-7);
        Assert.Equal(0, filters[0, 0]);
    }

    [Fact]
    public void Constructor_Htk_PeaksAtOneAndOverlapsToOne()
    {
        var filters = new MelFilters(MelScale.Htk, 10, 256, 31.25, (20, 8000));

        // Between two centres the falling and the rising side of neighbours add up to 1.
        Assert.Equal(1, Enumerable.Range(0, 10).Sum(band => filters[band, 100]), 1e-6);
        Assert.All(Enumerable.Range(0, 10), band => Assert.InRange(Enumerable.Range(0, 256).Max(bin => filters[band, bin]), 0.6, 1));
    }

    [Fact]
    public void Apply_PowerInOneBin_GivesThatBinsWeights()
    {
        var filters = new MelFilters(MelScale.Htk, 4, 8, 1000, (20, 8000));
        float[] power = new float[8], energies = new float[4];
        power[3] = 2;
        filters.Apply(power, energies);

        Assert.Equal([.. Enumerable.Range(0, 4).Select(band => 2 * filters[band, 3])], energies);
    }
}
