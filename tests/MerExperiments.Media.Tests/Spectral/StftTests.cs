using CsCheck;
using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Tests.Spectral;

public sealed class StftTests
{
    private static readonly Gen<StftOptions> Cuts = Gen.Select(Gen.Int[4, 40], Gen.Int[1, 4], Gen.Bool)
        .Select((half, parts, root) => new StftOptions
        {
            FrameSamples = 2 * half,
            HopSamples = Math.Max(1, half / parts),
            Window = root ? FrameWindow.SqrtHann : FrameWindow.Hann,
        });

    [Fact]
    public void Inverse_OfForwardCentred_IsTheSignalAtEverySample() => Gen.Select(Cuts, Gen.Int[1, 300]).Sample(
        (options, length) => WorstError(options, length) < 1e-4, iter: 300);

    [Theory]
    [InlineData(512, 3)]
    [InlineData(513, 4)]
    [InlineData(1, 2)]
    public void FramesOf_Centred_CoversTheLastSample(int samples, int frames) => Assert.Equal(frames, new Stft(new StftOptions()).FramesOf(samples));

    [Fact]
    public void Forward_CentredAtTheStart_ReflectsWithoutRepeatingTheFirstSample()
    {
        var stft = new Stft(new StftOptions { FrameSamples = 4, HopSamples = 2, Window = FrameWindow.Hann });

        // Hann of 4 is 0, 1/2, 1, 1/2; the frame at sample 0 reads [3, 2, 1, 2], weighted [0, 1, 1, 1].
        Assert.Equal([3f, 0, -1, 0, -1, 0], stft.Forward([1, 2, 3, 4])[..6], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Constructor_HopBeyondTheFrame_NamesTheRule()
    {
        var e = Assert.Throws<InvalidInputException>(() => new Stft(new StftOptions { FrameSamples = 7, HopSamples = 9 }));

        Assert.Equal(["stft.frameSamples", "stft.hopSamples"], e.Faults.Select(fault => fault.Place));
    }

    private static double WorstError(StftOptions options, int length)
    {
        float[] samples = Signals.Noise(length, 1, length), back = new float[length];
        var stft = new Stft(options);
        stft.Inverse(stft.Forward(samples), back);
        return samples.Zip(back, (sample, restored) => Math.Abs(sample - restored)).Max();
    }
}
