namespace MerExperiments.Media.Generated;

/// <summary>Random draws of one part of one utterance. Not safe for several threads; each part has its own.</summary>
internal sealed class Draw(NamedSeed seed)
{
    private readonly Random _random = seed.ToRandom();
    private ulong _noise = seed.Value | 1;

    /// <summary>A number from 0 to below 1.</summary>
    public double Uniform() => _random.NextDouble();

    /// <summary>A number between two.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>True with a given chance.</summary>
    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A normal deviate, cut at three standard deviations.</summary>
    public double Normal(double mean = 0, double deviation = 1)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return mean + (deviation * Math.Clamp(radius * Math.Cos(2 * Math.PI * _random.NextDouble()), -3, 3));
    }

    /// <summary>An element of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>An index, drawn by weight.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        double left = _random.NextDouble() * weights.Sum();
        int index = 0;
        while (index < weights.Count - 1 && (left -= weights[index]) >= 0)
        {
            index++;
        }

        return index;
    }

    /// <summary>White noise between -1 and 1, one xorshift step a sample.</summary>
    public float Noise()
    {
        _noise ^= _noise << 13;
        _noise ^= _noise >> 7;
        _noise ^= _noise << 17;
        return (int)(_noise >> 32) * (1f / 2147483648f);
    }
}
