using System.Numerics;
using CsCheck;
using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Tests.Spectral;

public sealed class RealFourierTests
{
    [Fact]
    public void Forward_FourSamples_IsWorkedByHand()
    {
        float[] spectrum = new float[6];
        new RealFourier(4).Forward([1, 2, 3, 5], spectrum);

        Assert.Equal([11f, 0, -2, 3, -3, 0], spectrum, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(14)]
    [InlineData(66)]
    [InlineData(400)]
    [InlineData(480)]
    [InlineData(512)]
    public void Forward_AnyFactors_IsTheDefinition(int length)
    {
        float[] samples = Signals.Noise(length, 1), spectrum = new float[length + 2];
        new RealFourier(length).Forward(samples, spectrum);

        Assert.All(Enumerable.Range(0, (length / 2) + 1), bin =>
        {
            Complex expected = samples.Select((x, i) => x * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * i / length)).Aggregate(Complex.Add);
            Assert.InRange((expected - new Complex(spectrum[2 * bin], spectrum[(2 * bin) + 1])).Magnitude, 0, 1e-5);
        });
    }

    [Fact]
    public void Inverse_OfForward_IsTheSignal() => Gen.Int[1, 300].Sample(
        half =>
        {
            float[] samples = Signals.Noise(2 * half, 1, half), spectrum = new float[(2 * half) + 2], back = new float[2 * half];
            var fourier = new RealFourier(2 * half);
            fourier.Forward(samples, spectrum);
            fourier.Inverse(spectrum, back);
            return samples.Zip(back).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
        },
        iter: 60);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Constructor_OddOrEmptyLength_Refuses(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFourier(length));
}
