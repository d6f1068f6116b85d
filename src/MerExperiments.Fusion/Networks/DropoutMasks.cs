using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Dropout whose random numbers are drawn once per fit: a pool of masks, of which each use takes a stretch from a random place.</summary>
/// <remarks>Drawing a number for each value in each step costs as much as the matrix products do, and torch's own generator is shared by all
/// threads, so that parallel fits would disturb each other.</remarks>
internal sealed class DropoutMasks
{
    private const int LeastPool = 1 << 19;
    private readonly Tensor _pool;
    private readonly int _size;
    private readonly Random _random;

    /// <param name="probability">The share of values set to 0, to 1/256; the others are scaled so that the mean stays.</param>
    /// <param name="largest">The most values that one use needs.</param>
    /// <param name="random">Draws the pool and the places.</param>
    public DropoutMasks(double probability, int largest, Random random)
    {
        _random = random;
        _size = Math.Max(LeastPool, 4 * largest);
        byte[] draws = new byte[_size];
        random.NextBytes(draws);
        int threshold = (int)Math.Round(256 * probability);
        float kept = 256f / (256 - threshold);
        _pool = TorchMemory.Copy(Array.ConvertAll(draws, draw => draw < threshold ? 0 : kept), _size);
    }

    /// <summary>The values [batch, width] with some set to 0.</summary>
    public Tensor Apply(Tensor values)
    {
        long count = values.numel();
        return values.mul(_pool.narrow(0, _random.NextInt64(_size - count), count).view(values.shape));
    }
}
