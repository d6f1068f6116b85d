using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class EmoDbManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Write_GoodNames_ReadsBackWithLabelsAndSpeakers()
    {
        _folder.Write("wav/16b10Tb.wav", "");
        _folder.Write("wav/03a01Fa.wav", "");
        string manifest = Path.Combine(_folder.Path, "emodb.csv");

        Assert.Equal(2, EmoDbManifest.Write(Path.Combine(_folder.Path, "wav"), manifest, _folder.Path));
        Assert.Equal("name,audio,label,speaker,split\n03a01Fa,wav/03a01Fa.wav,happiness,03,labelled\n16b10Tb,wav/16b10Tb.wav,sadness,16,labelled\n", File.ReadAllText(manifest));
        Corpus corpus = new ManifestReader(new ManifestOptions { Manifest = manifest, Labels = [.. EmoDbManifest.Labels.Names] }).Read();
        Assert.Equal(Path.Combine(_folder.Path, "wav", "03a01Fa.wav"), corpus.Utterances[0].AudioPath);
    }

    [Fact]
    public void Write_NamesThatBreakTheRule_NamesAllAndWritesNothing()
    {
        _folder.Write("wav/03a01Fa.wav", "");
        _folder.Write("wav/03a01Xa.wav", "");
        _folder.Write("wav/hello.wav", "");
        string manifest = Path.Combine(_folder.Path, "emodb.csv");

        var e = Assert.Throws<InvalidInputException>(() => EmoDbManifest.Write(Path.Combine(_folder.Path, "wav"), manifest));

        Assert.Equal(2, e.Faults.Count);
        Assert.Contains("the emotion's letter is \"X\"; it must be one of W, L, E, A, F, T, N", e.Message);
        Assert.False(File.Exists(manifest));
    }

    [Fact]
    public void Write_NoWavFolder_SaysWhatItMustBe() =>
        Assert.Contains("holds no *.wav files", Assert.Throws<InvalidInputException>(() => EmoDbManifest.Write("nowhere", "m.csv")).Message);

    [Fact]
    public void Write_RealRecordings_HoldsThePublishedCounts()
    {
        string wav = RealAssets.Folder("corpora/emodb/wav");
        string manifest = Path.Combine(_folder.Path, "emodb.csv");

        Assert.Equal(535, EmoDbManifest.Write(wav, manifest));
        Corpus corpus = new ManifestReader(new ManifestOptions { Manifest = manifest, Labels = [.. EmoDbManifest.Labels.Names] }).Read();
        Assert.Equal([127, 81, 46, 69, 71, 62, 79], corpus.Labels.Names.Select(label => corpus.Utterances.Count(u => u.Label == label)));
        Assert.Equal(10, corpus.Utterances.Select(u => u.Speaker).Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();
}
