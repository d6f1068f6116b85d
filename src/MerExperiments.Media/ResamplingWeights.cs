namespace MerExperiments.Media;

/// <summary>How the pixels of one axis are weighed when it is made shorter or longer: a triangle as wide as a target pixel, at least as a source pixel.</summary>
/// <remarks>
/// Growing, this is linear interpolation; shrinking, every source pixel counts, so that nothing finer than a target pixel aliases.
/// Pixels have their centres at halves; at the ends the weights of the pixels there are normalised, which repeats the last pixel.
/// </remarks>
internal sealed class ResamplingWeights
{
    private readonly int[] _starts;
    private readonly float[][] _weights;

    /// <summary>Computes the weights of an axis.</summary>
    public ResamplingWeights(int source, int target)
    {
        double scale = (double)source / target, support = Math.Max(1, scale);
        _starts = new int[target];
        _weights = new float[target][];
        for (int i = 0; i < target; i++)
        {
            double centre = (i + 0.5) * scale;
            int start = Math.Max(0, (int)(centre - support + 0.5)), end = Math.Min(source, (int)(centre + support + 0.5));
            double[] heights = [.. Enumerable.Range(start, end - start).Select(x => 1 - (Math.Abs(x + 0.5 - centre) / support))];
            double sum = heights.Sum();
            _starts[i] = start;
            _weights[i] = Array.ConvertAll(heights, height => (float)(height / sum));
        }
    }

    /// <summary>The first source pixel of a target pixel.</summary>
    public int Start(int target) => _starts[target];

    /// <summary>The weights from there on; they sum to 1.</summary>
    public ReadOnlySpan<float> Of(int target) => _weights[target];
}
