namespace MerExperiments.Fusion.Ensembles;

/// <summary>The sum of the posteriors selected so far, so that trying one more member costs one pass and not one per member selected.</summary>
internal sealed class RunningSum(Posteriors shape)
{
    private readonly double[] _sum = new double[shape.Values.Length];
    private int _count;

    public void Add(Posteriors member)
    {
        ReadOnlySpan<float> values = member.Values;
        for (int i = 0; i < _sum.Length; i++)
        {
            _sum[i] += values[i];
        }

        _count++;
    }

    /// <summary>The mean of those added and, where given, one more.</summary>
    public Posteriors MeanWith(Posteriors? next)
    {
        int count = _count + (next is null ? 0 : 1);
        float[] mean = new float[_sum.Length];
        ReadOnlySpan<float> values = next is null ? default : next.Values;
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = (float)((_sum[i] + (next is null ? 0 : values[i])) / count);
        }

        return new Posteriors(shape.Names, shape.Labels, mean);
    }
}
