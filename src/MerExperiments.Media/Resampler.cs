using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace MerExperiments.Media;

/// <summary>Changes the sample rate by a rational factor with a windowed-sinc filter, one short filter per output phase.</summary>
/// <remarks>Kaiser window, 24 zero crossings a side, cut-off at 0.94 of the lower rate's Nyquist frequency: flat below 7 kHz and more than 70 dB
/// down above 8 kHz at 16 kHz. Zero phase: sample 0 stays at time 0. Safe for several threads. The phases of the first 32 pairs of rates are kept,
/// those with at most 2 MB of them; for odd rates (767,999 Hz to 16 kHz has 157 MB) each phase is made, used for all its samples and forgotten.
/// Method: J. O. Smith, Digital Audio Resampling Home Page.</remarks>
internal sealed class Resampler
{
    private const int ZeroCrossings = 24;
    private const double CutOff = 0.94;
    private const double KaiserBeta = 9;
    private const int MostKeptPairs = 32;
    private const int MostKeptTaps = 1 << 19;

    private static readonly double KaiserScale = Bessel(KaiserBeta);
    private static readonly ConcurrentDictionary<(int From, int To), Resampler> Known = new();

    private readonly int _up;
    private readonly int _down;
    private readonly int _halfWidth;
    private readonly double _scale;
    private readonly float[][]? _phases;

    private Resampler(int fromHz, int toHz)
    {
        int divisor = Gcd(fromHz, toHz);
        _up = toHz / divisor;
        _down = fromHz / divisor;
        _scale = CutOff * Math.Min(1, (double)toHz / fromHz);
        _halfWidth = (int)Math.Ceiling(ZeroCrossings / _scale);
        bool isKept = (long)_up * ((2 * _halfWidth) + 1) <= MostKeptTaps;
        _phases = isKept ? [.. Enumerable.Range(0, _up).Select(Phase)] : null;
    }

    /// <summary>The number of taps held for the next clip of these rates; 0 where they are made anew.</summary>
    internal int KeptTaps => _phases?.Sum(phase => phase.Length) ?? 0;

    /// <summary>The resampler of a pair of rates.</summary>
    public static Resampler Between(int fromHz, int toHz)
    {
        if (Known.TryGetValue((fromHz, toHz), out Resampler? known))
        {
            return known;
        }

        var made = new Resampler(fromHz, toHz);
        return Known.Count < MostKeptPairs ? Known.GetOrAdd((fromHz, toHz), made) : made;
    }

    /// <summary>Resamples a whole clip; beyond its ends lies silence. The result holds <c>ceil(n * to / from)</c> samples.</summary>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        float[] padded = new float[samples.Length + (2 * _halfWidth) + 1];
        samples.CopyTo(padded.AsSpan(_halfWidth));
        float[] output = new float[(int)((((long)samples.Length * _up) + _down - 1) / _down)];
        for (int first = 0; first < Math.Min(_up, output.Length); first++)
        {
            // Every so many samples the phase comes again.
            int phase = (int)((long)first * _down % _up);
            float[] filter = _phases?[phase] ?? Phase(phase);
            for (long i = first; i < output.Length; i += _up)
            {
                output[i] = TensorPrimitives.Dot(filter, padded.AsSpan((int)(i * _down / _up), filter.Length));
            }
        }

        return output;
    }

    /// <summary>The filter that gives the value at a fraction of a sample past its centre, scaled to pass a constant unchanged.</summary>
    private float[] Phase(int phase)
    {
        double fraction = (double)phase / _up;
        double[] taps = new double[(2 * _halfWidth) + 1];
        for (int i = 0; i < taps.Length; i++)
        {
            double distance = i - _halfWidth - fraction;
            taps[i] = Sinc(distance * _scale) * Kaiser(distance / (_halfWidth + 1));
        }

        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Bessel(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - (x * x)))) / KaiserScale;

    /// <summary>The modified Bessel function of order zero, by its power series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > 1e-16 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
