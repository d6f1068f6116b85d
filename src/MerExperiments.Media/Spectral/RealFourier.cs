using System.Buffers;
using System.Numerics;

namespace MerExperiments.Media.Spectral;

/// <summary>The discrete Fourier transform of real sequences of one even length, whatever its prime factors; fast for 2, 3 and 5.</summary>
/// <remarks>A spectrum is interleaved: real and imaginary part of the bins 0 to length / 2, so <c>2 * Bins</c> floats. Computed in double. Immutable,
/// safe for several threads; allocates nothing per call. Method: Stockham's self-sorting transform of half the length (Van Loan, Computational
/// Frameworks for the Fast Fourier Transform, 1.7 and 4.3).</remarks>
internal sealed class RealFourier
{
    private readonly int _half;
    private readonly int[] _radices;
    private readonly Complex[] _roots;

    /// <summary>Prepares a length.</summary>
    /// <param name="length">Samples per transform, an even number of 2 or more.</param>
    public RealFourier(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(length % 2, 0, nameof(length));
        Length = length;
        _half = length / 2;
        _radices = [.. Factors(_half)];
        _roots = [.. Enumerable.Range(0, length).Select(i => Complex.FromPolarCoordinates(1, -2 * Math.PI * i / length))];
    }

    /// <summary>Samples per transform.</summary>
    public int Length { get; }

    /// <summary>Frequencies from 0 to half the sample rate.</summary>
    public int Bins => _half + 1;

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / length).</summary>
    /// <param name="samples">[Length].</param>
    /// <param name="spectrum">[Bins, 2], written.</param>
    public void Forward(ReadOnlySpan<float> samples, Span<float> spectrum)
    {
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(2 * _half);
        Span<Complex> packed = rented.AsSpan(0, _half);
        for (int i = 0; i < _half; i++)
        {
            packed[i] = new Complex(samples[2 * i], samples[(2 * i) + 1]);
        }

        Span<Complex> transformed = Transform(packed, rented.AsSpan(_half, _half));
        for (int k = 0; k <= _half; k++)
        {
            Complex z = transformed[k % _half], mirrored = Complex.Conjugate(transformed[(_half - k) % _half]);
            Complex odd = _roots[k] * (z - mirrored);
            spectrum[2 * k] = (float)(0.5 * (z.Real + mirrored.Real + odd.Imaginary));
            spectrum[(2 * k) + 1] = (float)(0.5 * (z.Imaginary + mirrored.Imaginary - odd.Real));
        }

        ArrayPool<Complex>.Shared.Return(rented);
    }

    /// <summary>The sequence whose <see cref="Forward"/> transform is the spectrum; the imaginary parts of the first and last bin do not count.</summary>
    /// <param name="spectrum">[Bins, 2].</param>
    /// <param name="samples">[Length], written.</param>
    public void Inverse(ReadOnlySpan<float> spectrum, Span<float> samples)
    {
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(2 * _half);
        Span<Complex> packed = rented.AsSpan(0, _half);
        for (int k = 0; k < _half; k++)
        {
            Complex x = Bin(spectrum, k), mirrored = Complex.Conjugate(Bin(spectrum, _half - k));
            Complex odd = Complex.Conjugate(_roots[k]) * (x - mirrored);
            packed[k] = new Complex(x.Real + mirrored.Real - odd.Imaginary, -(x.Imaginary + mirrored.Imaginary + odd.Real));
        }

        Span<Complex> transformed = Transform(packed, rented.AsSpan(_half, _half));
        double scale = 1.0 / Length;
        for (int i = 0; i < _half; i++)
        {
            samples[2 * i] = (float)(scale * transformed[i].Real);
            samples[(2 * i) + 1] = (float)(-scale * transformed[i].Imaginary);
        }

        ArrayPool<Complex>.Shared.Return(rented);
    }

    private Complex Bin(ReadOnlySpan<float> spectrum, int k) => new(spectrum[2 * k], k == 0 || k == _half ? 0 : spectrum[(2 * k) + 1]);

    /// <summary>The complex transform of half the length; the result lies in one of the two buffers.</summary>
    private Span<Complex> Transform(Span<Complex> values, Span<Complex> other)
    {
        int length = _half, stride = 1;
        foreach (int radix in _radices)
        {
            Stage(values, other, radix, length / radix, stride);
            Span<Complex> swap = values;
            values = other;
            other = swap;
            length /= radix;
            stride *= radix;
        }

        return values;
    }

    /// <summary>y[q + s (r p + j)] = w^(p j) sum over k of x[q + s (p + m k)] exp(-2 pi i j k / r).</summary>
    private void Stage(ReadOnlySpan<Complex> x, Span<Complex> y, int radix, int m, int stride)
    {
        for (int p = 0; p < m; p++)
        {
            for (int q = 0; q < stride; q++)
            {
                ReadOnlySpan<Complex> from = x[(q + (stride * p))..];
                Span<Complex> to = y[(q + (stride * radix * p))..];
                if (radix == 4)
                {
                    Four(from, to, m * stride, stride, p);
                }
                else if (radix == 2)
                {
                    to[0] = from[0] + from[m * stride];
                    to[stride] = _roots[2 * p * stride] * (from[0] - from[m * stride]);
                }
                else
                {
                    Any(from, to, radix, m * stride, stride, p);
                }
            }
        }
    }

    private void Four(ReadOnlySpan<Complex> x, Span<Complex> y, int step, int stride, int p)
    {
        Complex even = x[0] + x[2 * step], evenLess = x[0] - x[2 * step], odd = x[step] + x[3 * step], oddLess = x[step] - x[3 * step];
        var turned = new Complex(oddLess.Imaginary, -oddLess.Real);
        y[0] = even + odd;
        y[stride] = _roots[2 * p * stride] * (evenLess + turned);
        y[2 * stride] = _roots[4 * p * stride] * (even - odd);
        y[3 * stride] = _roots[6 * p * stride % Length] * (evenLess - turned);
    }

    private void Any(ReadOnlySpan<Complex> x, Span<Complex> y, int radix, int step, int stride, int p)
    {
        for (int j = 0; j < radix; j++)
        {
            Complex sum = x[0];
            for (int k = 1; k < radix; k++)
            {
                sum += _roots[j * k % radix * (Length / radix)] * x[k * step];
            }

            y[j * stride] = _roots[(int)(2L * p * j * stride % Length)] * sum;
        }
    }

    private static IEnumerable<int> Factors(int number)
    {
        for (int factor = 4; number > 1; factor = factor switch { 4 => 2, 3 => 5, _ => factor + 1 })
        {
            for (; number % factor == 0; number /= factor)
            {
                yield return factor;
            }
        }
    }
}
