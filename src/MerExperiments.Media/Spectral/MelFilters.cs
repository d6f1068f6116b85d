using System.Numerics.Tensors;

namespace MerExperiments.Media.Spectral;

/// <summary>Triangular bands, equally wide on a mel scale, over the bins of a power spectrum. Immutable, safe for several threads.</summary>
/// <remarks>Sources: librosa.filters.mel (Slaney), Kaldi's mel-computations.cc (Htk). A bin on a band's edge has weight 0. Only the bins a band
/// holds are kept and summed.</remarks>
internal sealed class MelFilters
{
    private readonly MelScale _scale;
    private readonly (int First, float[] Weights)[] _bands;

    /// <summary>Computes the weights.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="bands">The number of bands.</param>
    /// <param name="bins">The number of bins; bin k lies at k * <paramref name="binHz"/>.</param>
    /// <param name="binHz">Hertz between two bins.</param>
    /// <param name="rangeHz">The lower edge of the first band and the upper edge of the last, in hertz.</param>
    public MelFilters(MelScale scale, int bands, int bins, double binHz, (double Low, double High) rangeHz)
    {
        _scale = scale;
        double low = ToMel(rangeHz.Low), step = (ToMel(rangeHz.High) - low) / (bands + 1);
        _bands = [.. Enumerable.Range(0, bands).Select(band => Band(low + (band * step), step, bins, binHz))];
    }

    /// <summary>The number of bands.</summary>
    public int Bands => _bands.Length;

    /// <summary>The weight of a bin in a band.</summary>
    public float this[int band, int bin]
    {
        get
        {
            (int first, float[] weights) = _bands[band];
            return bin >= first && bin < first + weights.Length ? weights[bin - first] : 0;
        }
    }

    /// <summary>The weighted sums of a power spectrum.</summary>
    /// <param name="power">[bins].</param>
    /// <param name="energies">[bands], written.</param>
    public void Apply(ReadOnlySpan<float> power, Span<float> energies)
    {
        for (int band = 0; band < _bands.Length; band++)
        {
            (int first, float[] weights) = _bands[band];
            energies[band] = TensorPrimitives.Dot(power.Slice(first, weights.Length), weights);
        }
    }

    private (int First, float[] Weights) Band(double leftMel, double stepMel, int bins, double binHz)
    {
        double[] weights = [.. Enumerable.Range(0, bins).Select(bin => Weight(leftMel, stepMel, bin * binHz))];
        int first = Array.FindIndex(weights, weight => weight > 0), last = Array.FindLastIndex(weights, weight => weight > 0);
        return first < 0 ? (0, []) : (first, [.. weights[first..(last + 1)].Select(weight => (float)weight)]);
    }

    private double Weight(double leftMel, double stepMel, double hz)
    {
        if (_scale == MelScale.Htk)
        {
            double mel = ToMel(hz);
            return Math.Max(0, Math.Min((mel - leftMel) / stepMel, (leftMel + (2 * stepMel) - mel) / stepMel));
        }

        double left = FromSlaney(leftMel), centre = FromSlaney(leftMel + stepMel), right = FromSlaney(leftMel + (2 * stepMel));
        double triangle = Math.Max(0, Math.Min((hz - left) / (centre - left), (right - hz) / (right - centre)));
        return triangle * 2 / (right - left);
    }

    private double ToMel(double hz) => _scale == MelScale.Htk
        ? 1127 * Math.Log(1 + (hz / 700))
        : hz < 1000 ? hz * 3 / 200 : 15 + (27 * Math.Log(hz / 1000) / Math.Log(6.4));

    private static double FromSlaney(double mel) => mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp((mel - 15) * Math.Log(6.4) / 27);
}

/// <summary>Which mel scale, and how its bands are weighted.</summary>
internal enum MelScale
{
    /// <summary>M. Slaney's Auditory Toolbox: linear below 1 kHz, logarithmic above; triangles in hertz, each of unit area. librosa, Whisper.</summary>
    Slaney,

    /// <summary>1127 ln(1 + f / 700), HTK's scale; triangles in mel, each of peak 1. Kaldi.</summary>
    Htk,
}
