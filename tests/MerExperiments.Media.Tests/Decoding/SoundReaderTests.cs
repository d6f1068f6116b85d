using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

public sealed class SoundReaderTests(TestClips clips) : IClassFixture<TestClips>
{
    public static TheoryData<int, int, int> Formats => new() { { 1, 8, 1 }, { 1, 24, 2 }, { 3, 32, 1 }, { 1, 16, 8 }, { 3, 64, 8 } };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_WavOfAnyFormat_EqualsWavFile(int encoding, int bits, int channels)
    {
        string wav = Wav("clip.wav", encoding, bits, channels);

        Assert.Equal(WavFile.Read(wav).Samples.ToArray(), SoundReader.Read(wav).Samples.ToArray());
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(48_000)]
    public void Read_AnotherRate_ResamplesToIt(int rateHz)
    {
        Waveform waveform = SoundReader.Read(Wav("clip.wav", 1, 16, 1), rateHz);

        Assert.Equal((rateHz, rateHz / 16), (waveform.SampleRateHz, waveform.Samples.Length));
    }

    [Theory]
    [InlineData("clip.mkv", 2)]
    [InlineData("clip.flac", 2)]
    [InlineData("clip.avi", 1)]
    [InlineData("clip.flac", 8)]
    public void Read_SameSoundInAnotherContainer_IsTheSameSamples(string name, int channels)
    {
        string wav = Wav("clip.wav", 1, 16, channels);
        string other = clips.Make($"{channels}-{name}", $"-i {wav}{(name.EndsWith("flac") ? "" : " -c:a copy")}");

        Assert.Equal(WavFile.Read(wav).Samples.ToArray(), SoundReader.Read(other).Samples.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData("talking.mp4")]
    [InlineData("talking.webm", "-c:v libvpx -c:a libvorbis")]
    [InlineData("talking.mp3", "-vn")]
    public void Read_LossyContainer_PlaysAsLongAsItWasMade(string name, string codecs = "-c:v mpeg4 -c:a aac")
    {
        Waveform waveform = SoundReader.Read(clips.Talking(name, codecs));

        Assert.InRange(waveform.Duration.TotalSeconds, 1.9, 2.1);
        Assert.InRange(waveform.Peak, 0.1f, 0.15f);
    }

    [Fact]
    public void Read_RealClip_IsAsLongAsItsTrack() =>
        Assert.InRange(SoundReader.Read(Needing(TestClips.Asset("clips/single_face.mp4"))).Duration.TotalSeconds, 2.4, 2.45);

    [Fact]
    public void Read_ContainerThatClaimsMore_IsWhatWasDecoded() =>
        Assert.InRange(SoundReader.Read(clips.Lying("lying.mkv")).Duration.TotalSeconds, 1.9, 2.1);

    [Theory]
    [InlineData("-i.mkv")]
    [InlineData("http:%2F%2Fhost.mkv")]
    [InlineData("frame%03d.mkv")]
    [InlineData("concat:a|b.mkv")]
    [InlineData("a\" -i \"b\\.mkv")]
    [InlineData("名 'x' $(id).mkv")]
    public void Read_NameThatLooksLikeSomethingElse_IsAFileName(string name)
    {
        string made = clips.Talking("made.mkv");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot be given on Windows");
        File.Copy(made, Path.Combine(clips.Folder, name));

        Assert.InRange(SoundReader.Read(Path.Combine(clips.Folder, name)).Duration.TotalSeconds, 1.9, 2.1);
    }

    [Fact]
    public void Read_LongerThanAllowed_IsRefused()
    {
        var options = new DecodingOptions { LongestSeconds = 0.5 };

        Assert.Equal("plays longer than 0.5 s; that is the longest clip that is taken", Refused(() => SoundReader.Read(clips.Talking("a.mkv"), options: options)));
        Assert.Equal("plays longer than 0.5 s; that is the longest clip that is taken", Refused(() => SoundReader.Read(clips.Talking("a.wav", "-vn"), options: options)));
    }

    [Fact]
    public void Read_DamageAccepted_GivesWhatCouldBeDecoded()
    {
        string cut = clips.Cut(clips.Talking("whole.mkv"), "cut.mkv", 0.6);

        Assert.Contains("ffmpeg says \"matroska,webm: File ended prematurely\"", Refused(() => SoundReader.Read(cut)));
        Assert.InRange(SoundReader.Read(cut, options: new DecodingOptions { KeepDamaged = true }).Duration.TotalSeconds, 0.5, 1.9);
    }

    [Fact]
    public void Read_FromSeveralThreads_GivesTheSameSamples()
    {
        string clip = clips.Talking("talking.mp4");
        float[][] samples = new float[6][];
        Parallel.For(0, samples.Length, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => samples[i] = SoundReader.Read(clip).Samples.ToArray());

        Assert.All(samples, each => Assert.Equal(samples[0], each));
    }

    [Fact]
    public void Read_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => SoundReader.Read(clips.Talking("a.mkv"), cancellation: new CancellationToken(true)));

    private static string Refused(Func<object> read) => Assert.Throws<ClipException>(read).Reason;

    private static string Needing(string path) => TestClips.Tools() is null ? "" : path;

    /// <summary>A sixteenth of a second at 16 kHz, each channel a ramp of its own.</summary>
    private string Wav(string name, int encoding, int bits, int channels)
    {
        var data = new MemoryStream();
        for (int i = 0; i < 1000 * channels; i++)
        {
            double value = ((i / channels) + (37 * (i % channels))) % 1000 / 2000.0;
            data.Write((encoding, bits) switch
            {
                (1, 8) => [(byte)(128 + (value * 127))],
                (1, 16) => BitConverter.GetBytes((short)(value * 32767)),
                (1, 24) => BitConverter.GetBytes((int)(value * 8388607)).AsSpan(0, 3),
                (3, 32) => BitConverter.GetBytes((float)value),
                _ => BitConverter.GetBytes(value),
            });
        }

        return clips.Write(name, new WavBytes { Encoding = encoding, Bits = bits, Channels = channels }.With(data.ToArray()));
    }
}
