using MerExperiments.Corpora;
using MerExperiments.Encoders.Tests.BuiltIn;
using MerExperiments.Features;
using MerExperiments.Media;
using MerExperiments.Storage;

namespace MerExperiments.Encoders.Tests;

/// <summary>A corpus of sound files, some of them bad, on its way into the store.</summary>
public sealed class EncoderExtractionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("extraction-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_BadClips_AreQuarantinedByNameAndTheRestGoesOn()
    {
        Corpus corpus = MakeCorpus(6);
        File.WriteAllText(Path.Combine(_folder, "clip-002.wav"), "hello, I am text");
        File.WriteAllBytes(Path.Combine(_folder, "clip-004.wav"), []);

        ExtractionResult result = Run(corpus);

        Assert.Equal(["clip-002.wav", "clip-004.wav"], result.Quarantined.Select(file => file.Path));
        Assert.Contains("is really text", result.Quarantined[0].Reason, StringComparison.Ordinal);
        Assert.Equal(4, result.Table.States.Count(state => state == FeatureState.Present));
        Assert.Equal(result.Quarantined, Run(corpus).Quarantined);
    }

    [Fact]
    public void Run_SilentAndMissing_AreStatesWithNaNRows()
    {
        Corpus corpus = MakeCorpus(3);
        WriteWav("clip-001", Graphs.Sound(8_000, _ => 0));
        corpus = With(corpus, corpus.Utterances.Select((u, i) => i == 2 ? u with { AudioPath = null } : u));

        ExtractionResult result = Run(corpus);

        Assert.Equal([FeatureState.Present, FeatureState.Silent, FeatureState.Missing], result.Table.States);
        Assert.Empty(result.Quarantined);
        Assert.True(float.IsNaN(result.Table[1][0]) && float.IsNaN(result.Table[2][311]));
    }

    [Fact]
    public void Run_Texts_NullIsMissingAndBlankIsEmpty()
    {
        string?[] texts = ["你好", null, " "];
        Corpus corpus = With(MakeCorpus(0), texts.Select((text, i) => Utterance(i) with { Text = text, AudioPath = null }));
        ExtractionResult result = Run(corpus, BuiltInEncoders.CharNgrams);
        Assert.Equal([FeatureState.Present, FeatureState.Missing, FeatureState.EmptyText], result.Table.States);
    }

    [Fact]
    public void Run_WavChangedUnderTheSameName_IsComputedAgain()
    {
        Corpus corpus = MakeCorpus(2);
        string before = Run(corpus).Folder;
        WriteWav("clip-001", Graphs.Tone(300, 6_000));
        Assert.NotEqual(before, Run(corpus).Folder);
    }

    [Fact]
    public void Run_WorkersDiffer_GivesTheSameBytes()
    {
        Corpus corpus = MakeCorpus(FeatureStore.ShardRows + 20, 1_000);
        byte[] one = File.ReadAllBytes(Path.Combine(Run(corpus, workers: 1, store: "one").Folder, "values.npy"));
        byte[] three = File.ReadAllBytes(Path.Combine(Run(corpus, workers: 3, store: "three").Folder, "values.npy"));
        Assert.Equal(one, three);
    }

    [Fact]
    public void Run_StoppedAfterAShard_ResumesToTheSameBytes()
    {
        Corpus corpus = MakeCorpus(FeatureStore.ShardRows + 20, 1_000);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => EncoderExtraction.Run(
            BuiltInEncoders.MelStatistics, Graphs.Registry, corpus, Store("stopped"), new ExtractionOptions { Progress = (_, _) => stop.Cancel() }, stop.Token));
        byte[] resumed = File.ReadAllBytes(Path.Combine(Run(corpus, store: "stopped").Folder, "values.npy"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Run(corpus, store: "whole").Folder, "values.npy")), resumed);
    }

    [Fact]
    public void Run_SpeechEmbedding_GivesFiniteFeaturesForShortAndLongClips()
    {
        string models = Environment.GetEnvironmentVariable("MER_MODELS_ROOT") ?? FindModels();
        Assert.SkipUnless(Directory.Exists(Path.Combine(models, "speech-embedding")), $"the published speech embedding is not in {models}");
        var registry = new EncoderRegistry(new EncoderFolders(models, _folder));
        Corpus corpus = MakeCorpus(2);
        WriteWav("clip-001", Graphs.Babble(40_000, 1));

        ExtractionResult result = EncoderExtraction.Run(BuiltInEncoders.SpeechEmbedding, registry, corpus, Store("embedding"));

        Assert.All(result.Table.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(0, result.Table[0][191]);
        Assert.NotEqual(0, result.Table[1][191]);
    }

    [Fact]
    public void Run_FrameLevel_PoolsToTheUtteranceLevelsBytes()
    {
        Corpus corpus = MakeCorpus(3);
        WriteWav("clip-001", Graphs.Sound(8_000, _ => 0));
        ExtractionResult frames = EncoderExtraction.Run(
            BuiltInEncoders.MelStatistics, Graphs.Registry, corpus, Store("store"), new ExtractionOptions { Level = FeatureLevel.Frame });
        ExtractionResult pooled = Run(corpus);
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(frames.Frames.FramesOf));
        Assert.Equal(pooled.Table[2].ToArray(), frames.Frames[2].ToArray());
        Assert.Equal(pooled.States, frames.States);
        Assert.Throws<InvalidOperationException>(() => frames.Table);
    }

    [Fact]
    public void Run_Timings_CountOnlyWhatWentThrough()
    {
        Corpus corpus = MakeCorpus(4);
        ExtractionTimings first = Run(corpus).Timings, second = Run(corpus).Timings;
        Assert.Equal((4, 0), (first.Clips, second.Clips));
        Assert.True(first is { DecodeSeconds: > 0, PreprocessSeconds: > 0, InferenceSeconds: > 0, WriteSeconds: > 0, ClipsPerSecond: > 0 });
        Assert.Equal((0, 0), (second.InferenceSeconds, second.ClipsPerSecond));
    }

    [Fact]
    public void Run_NoWorkers_IsRefused()
    {
        var options = new ExtractionOptions { Workers = 0 };
        var refusal = Assert.Throws<InvalidInputException>(
            () => EncoderExtraction.Run(BuiltInEncoders.MelStatistics, Graphs.Registry, MakeCorpus(0), Store("store"), options));
        Assert.Equal("extraction.workers: is 0; it must be 1 or more", Assert.Single(refusal.Faults).ToString());
    }

    private static string FindModels()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MerExperiments.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? ".", EncoderFolders.DefaultModelsRoot);
    }

    private static Corpus With(Corpus corpus, IEnumerable<Utterance> utterances) => new("made-up", corpus.Root, LabelSet.Mer2024, utterances);

    private FeatureStore Store(string name) => new(Path.Combine(_folder, name));

    private ExtractionResult Run(Corpus corpus, EncoderCard? card = null, int workers = 2, string store = "store") =>
        EncoderExtraction.Run(card ?? BuiltInEncoders.MelStatistics, Graphs.Registry, corpus, Store(store), new ExtractionOptions { Workers = workers });

    private Utterance Utterance(int i) => new()
    {
        Name = $"clip-{i:D3}",
        Part = UtterancePart.Labelled,
        AudioPath = Path.Combine(_folder, $"clip-{i:D3}.wav"),
    };

    private Corpus MakeCorpus(int clips, int samples = 8_000)
    {
        for (int i = 0; i < clips; i++)
        {
            WriteWav($"clip-{i:D3}", Graphs.Babble(samples + (i * 13), i));
        }

        return new Corpus("made-up", _folder, LabelSet.Mer2024, Enumerable.Range(0, clips).Select(Utterance));
    }

    private void WriteWav(string name, Waveform sound) => AtomicFile.Write(Path.Combine(_folder, name + ".wav"), stream => WavFile.Write(stream, sound));
}
