using MerExperiments.Encoders.BuiltIn;
using MerExperiments.Media;

namespace MerExperiments.Encoders.Tests.BuiltIn;

/// <summary>The frame graph on sounds whose pitch, spectrum and level are known at every instant.</summary>
public sealed class MelFramesTests : IDisposable
{
    private readonly EncoderSession _session = Graphs.Open(BuiltInEncoders.MelFrames);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(320, 1)]
    [InlineData(16_000, 50)]
    [InlineData(16_319, 50)]
    [InlineData(16_320, 51)]
    public void EncodeFrames_Samples_GivesAFrameForEachWhole20Milliseconds(int samples, int frames)
    {
        EncodedFrames encoded = Encode(Graphs.Babble(samples, 1));
        Assert.Equal(frames, encoded.Count);
        Assert.All(encoded.Values, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Pitch_ToneThatStepsUp_StepsInThatFrame()
    {
        float[] pitch = Column(Encode(Graphs.Sound(32_000, i => 0.3 * Math.Sin(2 * Math.PI * (i < 16_000 ? 170 : 340) * i / 16_000))), "pitch");
        Assert.All(pitch[4..46], value => Assert.Equal(0, value, 0.2));
        Assert.All(pitch[54..96], value => Assert.Equal(12, value, 0.2));
    }

    [Fact]
    public void Pitch_Noise_IsNearTheMiddleAndUnsure()
    {
        Random random = new NamedSeed(1).ToRandom();
        EncodedFrames frames = Encode(Graphs.Sound(16_000, _ => random.NextDouble() - 0.5));
        Assert.True(Column(frames, "pitch").Average(Math.Abs) < 4);
        Assert.True(Column(frames, "strength").Average() < 0.5);
    }

    [Fact]
    public void Level_ToneTwiceAsLoudFromTheMiddleOn_RisesThere()
    {
        float[] level = Column(Encode(Graphs.Sound(32_000, i => (i < 16_000 ? 0.2 : 0.4) * Math.Sin(2 * Math.PI * 500 * i / 16_000))), "level");
        Assert.Equal(Math.Log(4), level[70] - level[30], 1e-3);
    }

    [Fact]
    public void Mel_HighAndLowTone_LieInTheirOwnBands()
    {
        float[] frame = Encode(Graphs.Tone(1_000, 16_000)).Values[(43 * 25)..(43 * 26)];
        int loudest = Enumerable.Range(0, 40).MaxBy(band => frame[band]);
        Assert.Equal(1_000, SpectralFrames.BandCentreHz(loudest), 60.0);
    }

    [Fact]
    public void EncodeFrames_AloneOrInABatch_GivesTheSameBytes()
    {
        Waveform[] sounds = [.. Enumerable.Range(0, 9).Select(i => Graphs.Babble(15_000 + (i * 700), i))];
        EncodedFrames[] together = Frames(sounds), reversed = Frames([.. sounds.Reverse()]);
        for (int i = 0; i < sounds.Length; i++)
        {
            Assert.Equal(Encode(sounds[i]).Values, together[i].Values);
            Assert.Equal(together[i].Values, reversed[^(i + 1)].Values);
        }
    }

    [Fact]
    public void EncodeFrames_SoundAfterTheClipsEnd_NeverEnters()
    {
        Waveform whole = Graphs.Babble(16_000, 3);
        EncodedFrames cut = Encode(new Waveform(whole.Samples[..9_600], Waveform.EncoderRateHz)), full = Encode(whole);
        Assert.Equal(30, cut.Count);
        Assert.All(cut.Values[..(43 * 28)].Zip(full.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void EncodeFrames_LongerThanAChunk_JoinsAtTheCutWithoutASeam()
    {
        Waveform sound = Graphs.Babble(500_000, 5);
        float[] joined = Encode(sound).Values;
        float[] across = Encode(new Waveform(sound.Samples.Slice(464_000, 32_000), Waveform.EncoderRateHz)).Values;
        Assert.All(
            Enumerable.Range(43 * 4, 43 * 92),
            i => Assert.Equal(across[i], joined[(43 * 1_450) + i], 1e-3f));
    }

    [Fact]
    public void Encode_Utterance_IsTheMeanOfItsFrames()
    {
        Waveform sound = Graphs.Babble(20_000, 2);
        EncodedFrames frames = Encode(sound);
        float[] mean = [.. Enumerable.Range(0, 43).Select(d => (float)Enumerable.Range(0, frames.Count).Average(t => (double)frames.Values[(t * 43) + d]))];
        Assert.Equal(mean, _session.Encode([sound])[0]);
    }

    private static float[] Column(EncodedFrames frames, string name)
    {
        int at = MelFrames.Names.ToList().IndexOf(name);
        return [.. Enumerable.Range(0, frames.Count).Select(t => frames.Values[(t * MelFrames.Names.Count) + at])];
    }

    private EncodedFrames Encode(Waveform sound) => Frames([sound])[0];

    private EncodedFrames[] Frames(Waveform[] sounds) => _session.EncodeFrames([.. sounds.Select(_session.Prepare)]);
}
