using MerExperiments.Media.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Denoising;

/// <summary>What every denoiser must do, whatever runs inside.</summary>
public abstract class DenoiserContract : IDisposable
{
    protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(9001)]
    public void Denoise_AnyLength_KeepsLengthAndRateAndIsFinite(int samples)
    {
        using IDenoiser denoiser = Open();
        Waveform clean = denoiser.Denoise(Noisy(samples));

        Assert.Equal(samples, clean.Samples.Length);
        Assert.Equal(Waveform.EncoderRateHz, clean.SampleRateHz);
        Assert.All(clean.Samples.ToArray(), sample => Assert.True(float.IsFinite(sample)));
    }

    [Fact]
    public void Denoise_Silence_StaysSilent()
    {
        using IDenoiser denoiser = Open();

        Assert.True(denoiser.Denoise(Signals.At16Kilohertz(new float[4000])).IsSilent);
        Assert.True(denoiser.Denoise(Signals.At16Kilohertz(Signals.Noise(4000, 0.9e-4f))).IsSilent);
    }

    [Fact]
    public void Denoise_TwiceAndFromTwoThreads_GivesTheSameBytes()
    {
        using IDenoiser denoiser = Open();
        Waveform[] clips = [Noisy(5000), Noisy(7000), Noisy(5000), Noisy(7000)];
        float[][] alone = [.. clips.Select(clip => denoiser.Denoise(clip).Samples.ToArray())];
        float[][] together = new float[clips.Length][];
        Parallel.For(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => together[i] = denoiser.Denoise(clips[i]).Samples.ToArray());

        Assert.Equal(alone[0], alone[2]);
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Denoise_OtherRate_Refuses()
    {
        using IDenoiser denoiser = Open();

        Assert.Throws<ArgumentOutOfRangeException>(() => denoiser.Denoise(new Waveform(new float[100], 8000)));
    }

    protected abstract IDenoiser Open();

    private static Waveform Noisy(int samples) =>
        Signals.At16Kilohertz([.. Signals.Noise(samples, 0.05f, samples).Zip(Signals.Tone(300, samples, 0.2f), (noise, tone) => noise + tone + 0.01f)]);
}
