using MerExperiments.Media.Noise;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Noise;

public sealed class BabbleNoiseTests
{
    private static readonly Waveform Clean = Signals.At16Kilohertz(Signals.Tone(440, 3000));

    private static readonly Talker[] Talkers =
        [.. from speaker in new[] { "anna", "ben", "cora" } from take in Enumerable.Range(0, 3) select new Talker($"{speaker}-{take}", speaker, $"{speaker}/{take}")];

    [Fact]
    public void Mix_InAnyOrderAndFromThreads_GivesEachClipTheSameNoise()
    {
        float[][] forward = [.. Talkers.Select(talker => Mixed(Babble(), talker))];
        BabbleNoise shared = Babble([.. Talkers.Reverse()]);
        float[][] parallel = [.. Talkers.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(talker => Mixed(shared, talker))];

        Assert.Equal(forward, parallel);
        Assert.Equal(forward.Length, forward.DistinctBy(samples => samples[1000]).Count());
    }

    [Fact]
    public void Mix_AnyClip_ReadsOtherSpeakersOnly()
    {
        var read = new List<string>();
        BabbleNoise babble = new(Talkers, new NamedSeed(3), new BabbleOptions { Talkers = 20 }, path =>
        {
            read.Add(path);
            return Read(path);
        });
        babble.Mix("anna-1", "anna", Clean);

        Assert.NotEmpty(read);
        Assert.DoesNotContain(read, path => path.StartsWith("anna", StringComparison.Ordinal));
        Assert.Equal(["ben", "cora"], read.Select(path => path.Split('/')[0]).Distinct().Order());
    }

    [Fact]
    public void Mix_ManyClips_DrawsRatiosFromTheWholeRangeAndAchievesThem()
    {
        NoisyClip[] clips = [.. Enumerable.Range(0, 100).Select(i => Babble().Mix($"clip-{i}", "anna", Clean))];

        Assert.Equal([5, 6, 7, 8, 9, 10], clips.Select(clip => clip.SnrDb).Distinct().Order());
        Assert.All(clips, clip => Assert.Equal(clip.SnrDb, clip.AchievedSnrDb!.Value, 0.01));
    }

    [Fact]
    public void Mix_LoudAndQuietTalkers_SpeakAtOneLevel()
    {
        var babble = new BabbleNoise(
            [new Talker("l", "loud", "loud"), new Talker("q", "quiet", "quiet")],
            new NamedSeed(1),
            new BabbleOptions { Talkers = 16, LowDb = 0, HighDb = 0 },
            path => Signals.At16Kilohertz(Signals.Tone(path == "loud" ? 1000 : 3000, 16_000, path == "loud" ? 0.9f : 0.01f)));
        float[] noise = [.. babble.Mix("x", "other", Signals.At16Kilohertz(Signals.Tone(200, 8000, 0.1f))).Sound.Samples.ToArray()];

        // Sixteen talkers, drawn with replacement: both voices must be heard, the quiet one not ninety times fainter.
        Assert.InRange(Level(noise, 3000) / Level(noise, 1000), 0.1, 10);
    }

    [Fact]
    public void Check_UnknownOrLonelySpeaker_NamesEachUtterance()
    {
        BabbleNoise lonely = Babble([.. Talkers.Where(talker => talker.Speaker == "ben")]);
        IReadOnlyList<Fault> faults = lonely.Check([("u1", null), ("u2", "ben"), ("u3", "anna")]);

        Assert.Equal(["u1", "u2"], faults.Select(fault => fault.Place));
        Assert.Contains("has the speaker \"ben\", and the corpus holds recordings of no other", faults[1].Problem);
        Assert.Throws<InvalidInputException>(() => lonely.Mix("u2", "ben", Clean));
    }

    [Fact]
    public void Mix_SilentClip_ComesBackUnchanged()
    {
        Waveform silent = Signals.At16Kilohertz(new float[100]);
        NoisyClip clip = Babble().Mix("s", "anna", silent);

        Assert.False(clip.HasNoise);
        Assert.Same(silent, clip.Sound);
    }

    [Fact]
    public void Mix_OnlySilentOrDamagedRecordings_ComesBackUnchanged()
    {
        var babble = new BabbleNoise(Talkers, new NamedSeed(3), new BabbleOptions(), path =>
            path.EndsWith('0') ? throw new ClipException(path, "is damaged") : Signals.At16Kilohertz(new float[500]));

        Assert.False(babble.Mix("x", "anna", Clean).HasNoise);
    }

    [Fact]
    public void Constructor_FaultyOptionsAndDoubleNames_NamesThemAll()
    {
        var e = Assert.Throws<InvalidInputException>(() => new BabbleNoise(
            [Talkers[0], Talkers[0]], new NamedSeed(3), new BabbleOptions { LowDb = 9, HighDb = 3, Talkers = 0 }, Read));

        Assert.Equal(["babble.talkers", "babble.lowDb", "babble"], e.Faults.Select(fault => fault.Place));
    }

    private static float[] Mixed(BabbleNoise babble, Talker talker) => babble.Mix(talker.Name, talker.Speaker, Clean).Sound.Samples.ToArray();

    private static BabbleNoise Babble(Talker[]? talkers = null) => new(talkers ?? Talkers, new NamedSeed(3), new BabbleOptions(), Read);

    private static Waveform Read(string path) => Signals.At16Kilohertz(Signals.Noise(1500, 0.2f, path.Sum(c => c)));

    private static double Level(float[] samples, double hz) => samples.Select((x, i) =>
        x * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * hz * i / 16_000)).Aggregate(System.Numerics.Complex.Add).Magnitude;
}
