using CsCheck;
using MerExperiments.Media.Noise;
using MerExperiments.Media.Tests.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Noise;

public sealed class NoiseMixerTests
{
    [Fact]
    public void Mix_TwentyDecibels_AddsATenthOfTheLevel()
    {
        NoisyClip clip = NoiseMixer.Mix(Signals.At16Kilohertz([0.5f, -0.5f, 0.5f, -0.5f]), new float[] { 1, 1, -1, -1 }, 20);

        Assert.Equal([0.55f, -0.45f, 0.45f, -0.55f], clip.Sound.Samples.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(20, clip.AchievedSnrDb!.Value, 1e-5);
        Assert.Equal(1, clip.Gain);
    }

    [Fact]
    public void Mix_BeyondFullScale_IsScaledToAPeakOfOne()
    {
        NoisyClip clip = NoiseMixer.Mix(Signals.At16Kilohertz([0.9f, -0.9f]), new float[] { 1, 1 }, 0);

        Assert.Equal([1f, 0], clip.Sound.Samples.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(1 / 1.8, clip.Gain, 1e-6);
    }

    [Fact]
    public void Mix_AnySignalsAndRatio_AchievesItToAHundredthOfADecibel() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Int[-10, 30], Gen.Float[0.001f, 1], Gen.Float[0.001f, 1]).Sample((samples, snrDb, speech, noise) =>
        {
            float[] clean = Signals.Noise(samples, speech, 1), babble = Signals.Noise(samples, noise, 2);
            NoisyClip clip = NoiseMixer.Mix(Signals.At16Kilohertz(clean), babble, snrDb);
            float[] scaled = [.. clean.Select(x => x * clip.Gain)];
            return !clip.HasNoise || (Math.Abs(clip.AchievedSnrDb!.Value - snrDb) < 0.01
                && Math.Abs(Quality.SnrDb(scaled, clip.Sound.Samples.ToArray()) - snrDb) < 0.01);
        });

    [Fact]
    public void Mix_SilentClipOrNoise_StaysAsItIs()
    {
        Waveform silent = Signals.At16Kilohertz(new float[3]), tone = Signals.At16Kilohertz(Signals.Tone(440, 3));

        Assert.Equal(new NoisyClip(silent, 5, null, 1), NoiseMixer.Mix(silent, tone.Samples, 5));
        Assert.Equal(new NoisyClip(tone, 5, null, 1), NoiseMixer.Mix(tone, silent.Samples, 5));
    }

    [Fact]
    public void Cut_RecordingsOneAfterAnother_StartsAtAnyOffset()
    {
        float[][] cuts = [.. Enumerable.Range(0, 60).Select(i => NoiseMixer.Cut([new float[] { 0, 1 }, new float[] { 2, 3, 4 }], 3, new Random(i)))];

        Assert.Equal([[0, 1, 2], [1, 2, 3]], cuts.DistinctBy(cut => cut[0]).OrderBy(cut => cut[0]));
    }

    [Fact]
    public void Cut_TooFewSamples_SaysHowMany() =>
        Assert.Contains("hold 2 samples", Assert.Throws<ArgumentException>(() => NoiseMixer.Cut([new float[2]], 2, new Random(1))).Message);

    [Fact]
    public void DrawSnrDb_ManyDraws_CoverBothEndsAndNothingElse() => Assert.Equal(
        [5, 6, 7, 8, 9, 10], Enumerable.Range(0, 500).Select(i => NoiseMixer.DrawSnrDb(new NamedSeed((ulong)i).ToRandom(), 5, 10)).Distinct().Order());
}
