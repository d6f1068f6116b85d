using MerExperiments.Corpora;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Preparation;
using MerExperiments.Media.Tests.Decoding;
using MerExperiments.Media.Tests.Spectral;
using MerExperiments.Media.Transcripts;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Media.Tests.Preparation;

/// <summary>Models that a user wrote, beside the built-in ones: found by name, checked, part of the cache's key, and really used.</summary>
public sealed class OwnModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClips _clips = new();

    public void Dispose()
    {
        _clips.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Prepare_OwnDenoiser_RunsOverEachClip()
    {
        PreparedCorpus prepared = Prepare(Denoising, Own(new Scaling(0.5f)));

        Assert.Equal(0.25, WavFile.Read(prepared.Corpus.Utterances[0].AudioPath!).Samples.ToArray().Max(), 1e-3);
    }

    [Fact]
    public void Prepare_OwnDenoiserOfAnotherVersion_PreparesAgain()
    {
        string first = Assert.Single(Prepare(Denoising, Own(new Scaling(0.5f), "1")).Folders);
        Assert.Equal(first, Assert.Single(Prepare(Denoising, Own(new Scaling(0.1f), "1")).Folders));

        Assert.NotEqual(first, Assert.Single(Prepare(Denoising, Own(new Scaling(0.5f), "2")).Folders));
    }

    [Fact]
    public void Prepare_OwnDenoiserThatGivesTooFewSamples_QuarantinesTheClip()
    {
        QuarantinedFile refused = Assert.Single(Prepare(Denoising, Own(new Scaling(1) { Lost = 1 })).Quarantined);

        Assert.Contains("gave 7999 samples at 16000 Hz for 8000", refused.Reason);
    }

    [Fact]
    public void Faults_OwnDenoiserThatThrows_SaysWhyBeforeWork()
    {
        PreparationModels models = Models(denoiser: new MediaModel<IDenoiser>("mine", "1", _ => throw new NotSupportedException("no licence")));

        Assert.Equal("denoiser \"mine\": cannot be made: NotSupportedException: no licence", Assert.Single(Stage(Denoising, models).Faults()).ToString());
    }

    [Fact]
    public void Prepare_OwnTranscriber_IsHeardAndRecorded()
    {
        var options = new PrepareOptions { Transcripts = TranscriptOrigin.Merged, Transcriber = "mine" };
        PreparationModels models = Models(transcriber: new MediaModel<ITranscriber>("mine", "1", _ => new Hearing()));

        Assert.Equal("8000 samples", Prepare(options, models).Corpus.Utterances[0].Text);
    }

    [Fact]
    public void Prepare_OwnFaceDetector_DecidesWhatIsCropped()
    {
        var options = new PrepareOptions { Faces = "mine", FaceCrop = new FaceCropOptions { SizePixels = 32, Detection = new FaceDetectorOptions { ScoreThreshold = 0.5 } } };
        var detector = new Corner();
        PreparationModels models = Models(detector: new MediaModel<IFaceDetector>("mine", "1", _ => detector));
        Utterance clip = new() { Name = "clip", VideoPath = _clips.Make("clip.mkv", "-f lavfi -i testsrc=size=64x48:rate=5:duration=1"), Part = UtterancePart.Labelled, Label = "a" };

        PreparedCorpus prepared = Prepare(options, models, clip);

        Assert.Equal((5, 32), (FaceFrames.Read(prepared.Corpus.Utterances[0].VideoPath!, 32).Count, Npy(prepared)));
        Assert.Equal(0.5, detector.AskedFor!.ScoreThreshold);
    }

    [Fact]
    public void Names_OwnModels_StandBesideTheBuiltInOnes()
    {
        PreparationModels models = Own(new Scaling(1));

        Assert.Equal(["dtln", "gtcrn", "mine"], models.Denoisers.Names);
        Assert.Equal(["ultraface", "yunet"], models.FaceDetectors.Names);
    }

    private static PrepareOptions Denoising { get; } = new() { Denoise = "mine" };

    private static int Npy(PreparedCorpus prepared) => (int)Features.Npy.Read<byte>(prepared.Corpus.Utterances[0].VideoPath!).Array.Shape[1];

    private PreparationModels Own(IDenoiser denoiser, string version = "1") => Models(new MediaModel<IDenoiser>("mine", version, _ => denoiser));

    private PreparationModels Models(
        MediaModel<IDenoiser>? denoiser = null, MediaModel<ITranscriber>? transcriber = null, MediaModel<IFaceDetector>? detector = null) => PreparationModels.Of(
            _folder.Path,
            _folder.Path,
            _folder.Path,
            [.. BuiltInDenoisers.All.Select(card => card.ToModel()), .. denoiser is null ? [] : new[] { denoiser }],
            transcriber is null ? [] : [transcriber],
            [.. FaceDetectors.All, .. detector is null ? [] : new[] { detector }]);

    private PreparationStage Stage(PrepareOptions options, PreparationModels models) => new(models, new Workspace(_folder.Path), options, new NamedSeed(1));

    private PreparedCorpus Prepare(PrepareOptions options, PreparationModels models, Utterance? clip = null)
    {
        using var sound = new MemoryStream();
        WavFile.Write(sound, Signals.At16Kilohertz(Signals.Tone(440, 8000)));
        clip ??= new Utterance { Name = "clip", AudioPath = _folder.Write("clip.wav", sound.ToArray()), Part = UtterancePart.Labelled, Label = "a" };
        var corpus = new Corpus("small", _folder.Path, new LabelSet(["a", "b"]), [clip]);
        PreparationStage stage = Stage(options, models);
        Assert.Empty(stage.Faults().Concat(stage.Faults(corpus)));
        return stage.Prepare(corpus, SoundTreatment.Of(options), 1, new Unheard(), TestContext.Current.CancellationToken);
    }

    private sealed class Scaling(float factor) : IDenoiser
    {
        public int Lost { get; init; }

        public string Name => "mine";

        public Waveform Denoise(Waveform sound) => new(sound.Samples.ToArray().Skip(Lost).Select(sample => sample * factor).ToArray(), sound.SampleRateHz);

        public void Dispose()
        {
        }
    }

    private sealed class Hearing : ITranscriber
    {
        public string Name => "mine";

        public string Transcribe(Waveform sound) => $"{sound.Samples.Length} samples";

        public void Dispose()
        {
        }
    }

    private sealed class Corner : IFaceDetector
    {
        public string Name => "mine";

        public FaceDetectorOptions? AskedFor { get; private set; }

        public IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null)
        {
            AskedFor = options;
            return [new DetectedFace(new FaceBox(0, 0, 20, 20), 0.9f)];
        }

        public void Dispose()
        {
        }
    }

    private sealed class Unheard : IRunProgress, IStageProgress
    {
        public IStageProgress Begin(string stage, int total, string unit) => this;

        public void Say(string message)
        {
        }

        public void Advance(int by = 1)
        {
        }

        public void Note(string note)
        {
        }

        public void Dispose()
        {
        }
    }
}
