using MerExperiments.Media;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Preparation;
using MerExperiments.Media.Transcripts;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests;

/// <summary>What a user adds to the toolkit is named in experiments.json, and prepares the clips.</summary>
public sealed class OwnMediaModelsTests : IDisposable
{
    private const string Catalogue = """
        { "experiments": { "mine": { "question": "q", "corpus": { "kind": "manifest", "manifest": "clips.csv", "labels": ["a", "b"] }, "encoders": ["mel-statistics"],
          "prepare": { "denoise": "halving", "faces": "corner", "transcripts": "merged", "transcriber": "counting", "faceCrop": { "detection": { "scoreThreshold": 0.6 } } } } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-own-").FullName;

    private static Toolkit Toolkit => new Toolkit()
        .AddDenoiser(new MediaModel<IDenoiser>("halving", "1", _ => new Halving()))
        .AddTranscriber(new MediaModel<ITranscriber>("counting", "1", _ => new Counting()))
        .AddFaceDetector(new MediaModel<IFaceDetector>("corner", "1", _ => new Corner()));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Resolve_OwnNames_AreKnown() => Assert.Equal("halving", Resolve(Toolkit).Prepare.Denoise);

    [Fact]
    public void Resolve_NamesThatNobodyAdded_AreRefusedWithTheNearest()
    {
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => Resolve(new Toolkit()));

        Assert.Equal(["denoise", "faces", "transcriber"], refusal.Faults.Select(fault => fault.Problem.Split('.', ' ')[3]));
    }

    [Fact]
    public void Prepare_OwnModels_MakeTheClips()
    {
        Toolkit toolkit = Toolkit;
        PreparedCorpus prepared = Assert.Single(new CorpusEncoder(toolkit, new Workspace(_folder))
            .Prepare(Resolve(toolkit), new EncodingRequest { Command = "a test", Workers = 1 }, new Unheard(), TestContext.Current.CancellationToken));

        Assert.Equal("16000 samples", prepared.Corpus.Utterances[0].Text);
        Assert.Equal(0.25f, WavFile.Read(prepared.Corpus.Utterances[0].AudioPath!).Samples.Span[7], 1e-3f);
    }

    [Theory]
    [InlineData("gtcrn", "is registered twice")]
    [InlineData("Bad Name", "has no good name")]
    public void Check_NameThatCannotBe_IsRefused(string name, string problem) => Assert.Contains(
        problem, Assert.Throws<InvalidInputException>(() => new Toolkit().AddDenoiser(new MediaModel<IDenoiser>(name, "1", _ => new Halving())).Check()).Message);

    [Fact]
    public void Check_NoVersion_IsRefused() => Assert.Contains(
        "has no version", Assert.Throws<InvalidInputException>(() => new Toolkit().AddFaceDetector(new MediaModel<IFaceDetector>("mine", "", _ => new Corner())).Check()).Message);

    private ExperimentConfiguration Resolve(Toolkit toolkit)
    {
        var workspace = new Workspace(_folder);
        File.WriteAllText(workspace.Catalogue, Catalogue);
        File.WriteAllText(Path.Combine(_folder, "clips.csv"), "name,audio,label\none,one.wav,a\n");
        using (FileStream stream = File.Create(Path.Combine(_folder, "one.wav")))
        {
            WavFile.Write(stream, new Waveform(Enumerable.Repeat(0.5f, 16000).ToArray(), Waveform.EncoderRateHz));
        }

        return toolkit.Catalogue(workspace).Resolve("mine", []);
    }

    private sealed class Halving : IDenoiser
    {
        public string Name => "halving";

        public Waveform Denoise(Waveform sound) => new(sound.Samples.ToArray().Select(sample => sample / 2).ToArray(), sound.SampleRateHz);

        public void Dispose()
        {
        }
    }

    private sealed class Counting : ITranscriber
    {
        public string Name => "counting";

        public string Transcribe(Waveform sound) => sound.Samples.Length == 16000 ? "16000 samples" : "";

        public void Dispose()
        {
        }
    }

    private sealed class Corner : IFaceDetector
    {
        public string Name => "corner";

        public IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null) => [];

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
