using MerExperiments.Corpora;
using MerExperiments.Encoders.Tests.BuiltIn;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.Encoders.Tests;

/// <summary>What of a corpus decides which table its features are kept in.</summary>
public sealed class TableKeyTests : IDisposable
{
    private static readonly Utterance Clip = new() { Name = "clip", Part = UtterancePart.Labelled, Text = "你好" };
    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_OtherSoundLabelPartOrSpeaker_KeepsATextTable()
    {
        string table = Text(Clip);
        Assert.Equal(table, Text(Clip with { AudioPath = Path.Combine(_folder, "denoised.wav"), VideoPath = Path.Combine(_folder, "faces") }));
        Assert.Equal(table, Text(Clip with { Label = "happy", Speaker = "she", Part = UtterancePart.Pool }));
    }

    [Fact]
    public void Run_OtherTranscriptNameOrNumber_IsAnotherTextTable()
    {
        string?[] texts = ["你好", "你", "", null];
        string[] tables = [.. texts.Select(text => Text(Clip with { Text = text })), Text(Clip with { Name = "clap" }), Text(Clip, Clip with { Name = "clap" })];
        Assert.Equal(tables.Length, tables.Distinct().Count());
    }

    [Fact]
    public void Run_TranscriptsThatJoinToTheSame_AreOtherTextTables() => Assert.NotEqual(
        Text(Clip with { Name = "a", Text = "xb" }, Clip with { Name = "b", Text = "y" }), Text(Clip with { Name = "a", Text = "x" }, Clip with { Name = "b", Text = "by" }));

    [Fact]
    public void Run_OtherTranscriptOrPlace_KeepsASoundTable()
    {
        string table = Sound(Clip with { AudioPath = Wav("a.wav", 8_000) });
        Assert.Equal(table, Sound(Clip with { AudioPath = Wav("b.wav", 8_000), Text = null, Label = "happy" }));
        Assert.NotEqual(table, Sound(Clip with { AudioPath = Wav("c.wav", 9_000) }));
        Assert.NotEqual(table, Sound(Clip));
    }

    private string Text(params Utterance[] utterances) => Folder(BuiltInEncoders.CharNgrams, utterances);

    private string Sound(params Utterance[] utterances) => Folder(BuiltInEncoders.MelStatistics, utterances);

    private string Folder(EncoderCard card, Utterance[] utterances) => EncoderExtraction.Run(
        card, Graphs.Registry, new Corpus("made-up", _folder, LabelSet.Mer2024, utterances), new FeatureStore(Path.Combine(_folder, "store"))).Folder;

    private string Wav(string name, int samples)
    {
        string path = Path.Combine(_folder, name);
        AtomicFile.Write(path, stream => Media.WavFile.Write(stream, Graphs.Babble(samples, 1)));
        return path;
    }
}
