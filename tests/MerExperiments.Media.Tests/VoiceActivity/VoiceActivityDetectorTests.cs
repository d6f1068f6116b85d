using MerExperiments.Media.Tests.Decoding;
using MerExperiments.Media.VoiceActivity;

namespace MerExperiments.Media.Tests.VoiceActivity;

public sealed class VoiceActivityDetectorTests
{
    [Fact]
    public void Detect_RecordingOfTheModelsAuthors_HasTheKnownShareOfSpeech()
    {
        using var detector = new VoiceActivityDetector(Models());
        SpeechActivity activity = detector.Detect(WavFile.Read(TestClips.Asset("models/silero-vad/test.wav")));

        Assert.InRange(100.0 * activity.Probabilities.Count(p => p > 0.5) / activity.Probabilities.Count, 76.9, 77.9);
        Assert.InRange(activity.SpeechShare, 0.7, 0.85);
        Assert.All(activity.Segments, segment => Assert.True(segment.Duration >= TimeSpan.FromMilliseconds(250)));
    }

    [Fact]
    public void Detect_Silence_FindsNobody()
    {
        using var detector = new VoiceActivityDetector(Models());
        SpeechActivity activity = detector.Detect(new Waveform(new float[16_001], 16_000));

        Assert.Equal(32, activity.Probabilities.Count);
        Assert.Empty(activity.Segments);
        Assert.Equal(0, activity.SpeechShare);
    }

    [Fact]
    public void Detect_AnotherRate_FindsTheSameSpeechInItsOwnSamples()
    {
        using var detector = new VoiceActivityDetector(Models());
        Waveform speech = Speech();
        SpeechActivity expected = detector.Detect(speech);
        SpeechActivity activity = detector.Detect(speech.At(48_000));

        Assert.Equal(expected.Segments.Count, activity.Segments.Count);
        Assert.Equal(expected.SpeechShare, activity.SpeechShare, 0.05);
        Assert.All(activity.Segments, segment => Assert.Equal(48_000, segment.SampleRateHz));
    }

    [Fact]
    public void Detect_FromSeveralThreads_GivesTheSameBytes()
    {
        using var detector = new VoiceActivityDetector(Models());
        Waveform speech = Speech();
        float[] expected = [.. detector.Detect(speech).Probabilities];
        float[][] found = new float[4][];
        Parallel.For(0, found.Length, i => found[i] = [.. detector.Detect(speech).Probabilities]);

        Assert.All(found, each => Assert.Equal(expected, each));
    }

    [Fact]
    public void Constructor_NoModel_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var refusal = Assert.Throws<InvalidInputException>(() => new VoiceActivityDetector(folder.Path));

        Assert.Equal("does not exist; voice activity needs it (its folder is set by models.root)", Assert.Single(refusal.Faults).Problem);
    }

    [Fact]
    public void Constructor_AnotherFile_NamesBothHashes()
    {
        using var folder = new TemporaryFolder();
        folder.Write(VoiceActivityDetector.Model.File, [1, 2, 3]);

        Assert.Contains("has the SHA-256 039058c6f2c0", Assert.Throws<InvalidInputException>(() => new VoiceActivityDetector(folder.Path)).Message);
    }

    private static string Models() => Path.GetFullPath(Path.Combine(TestClips.Asset("models/silero-vad/silero_vad.onnx"), "..", ".."));

    private static Waveform Speech() => WavFile.Read(TestClips.Asset("corpora/emodb/wav/03a01Fa.wav"));
}
