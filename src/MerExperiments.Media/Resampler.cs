using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace MerExperiments.Media;

/// <summary>Changes the sample rate by a rational factor with a windowed-sinc filter, one short filter per output phase.</summary>
/// <remarks>Kaiser window, 24 zero crossings a side, cut-off at 0.94 of the lower rate's Nyquist frequency: flat below 7 kHz and more than 70 dB
/// down above 8 kHz at 16 kHz. Zero phase: sample 0 stays at time 0. Immutable, safe for several threads; phases are kept per pair of rates.
/// Method: J. O. Smith, Digital Audio Resampling Home Page.</remarks>
internal sealed class Resampler
{
    private const int ZeroCrossings = 24;
    private const double CutOff = 0.94;
    private const double KaiserBeta = 9;

    private static readonly ConcurrentDictionary<(int From, int To), Resampler> Known = new();

    private readonly int _up;
    private readonly int _down;
    private readonly int _halfWidth;
    private readonly float[][] _phases;

    private Resampler(int fromHz, int toHz)
    {
        int divisor = Gcd(fromHz, toHz);
        _up = toHz / divisor;
        _down = fromHz / divisor;
        double scale = CutOff * Math.Min(1, (double)toHz / fromHz);
        _halfWidth = (int)Math.Ceiling(ZeroCrossings / scale);
        _phases = [.. Enumerable.Range(0, _up).Select(phase => Phase((double)phase / _up, scale, _halfWidth))];
    }

    /// <summary>The resampler of a pair of rates.</summary>
    public static Resampler Between(int fromHz, int toHz) => Known.GetOrAdd((fromHz, toHz), rates => new Resampler(rates.From, rates.To));

    /// <summary>Resamples a whole clip; beyond its ends lies silence. The result holds <c>ceil(n * to / from)</c> samples.</summary>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        float[] padded = new float[samples.Length + (2 * _halfWidth) + 1];
        samples.CopyTo(padded.AsSpan(_halfWidth));
        float[] output = new float[(int)((((long)samples.Length * _up) + _down - 1) / _down)];
        for (int i = 0; i < output.Length; i++)
        {
            long position = (long)i * _down;
            float[] filter = _phases[position % _up];
            output[i] = TensorPrimitives.Dot(filter, padded.AsSpan((int)(position / _up), filter.Length));
        }

        return output;
    }

    /// <summary>The filter that gives the value at a fraction of a sample past its centre, scaled to pass a constant unchanged.</summary>
    private static float[] Phase(double fraction, double scale, int halfWidth)
    {
        double[] taps = new double[(2 * halfWidth) + 1];
        for (int i = 0; i < taps.Length; i++)
        {
            double distance = i - halfWidth - fraction;
            taps[i] = Sinc(distance * scale) * Kaiser(distance / (halfWidth + 1));
        }

        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Bessel(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - (x * x)))) / Bessel(KaiserBeta);

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
