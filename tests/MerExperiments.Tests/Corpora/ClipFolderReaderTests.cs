using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class ClipFolderReaderTests : IDisposable
{
    private static readonly LabelSet Labels = new(["sad", "happy"]);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _told = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Folder_MakesAClipOfEachMediaFileWithTheTranscriptBesideIt()
    {
        string b = _folder.Write("b.wav", ""), a = _folder.Write("a.MP4", ""), faces = _folder.Write("c.npy", "");
        _folder.Write("b.txt", "so it is\n");
        _folder.Write(".hidden", "");
        _folder.Write("deep/d.wav", "");

        Corpus corpus = Read();

        Assert.Equal([("a", a, a, null), ("b", b, null, "so it is"), ("c", null, faces, null)], corpus.Utterances.Select(u => (u.Name, u.AudioPath, u.VideoPath, u.Text)));
        Assert.All(corpus.Utterances, u => Assert.Equal((UtterancePart.Pool, null, null), (u.Part, u.Label, u.Speaker)));
        Assert.Empty(_told);
    }

    [Fact]
    public void Read_OneFile_IsOneClip() =>
        Assert.Equal("b", Assert.Single(new ClipFolderReader(_folder.Write("b.flac", "")).Read(Labels).Utterances).Name);

    [Fact]
    public void Read_FilesThatAreNoMedia_AreTold()
    {
        _folder.Write("a.wav", "");
        _folder.Write("notes.txt", "");
        _folder.Write("list.csv", "");

        Read();

        Assert.Equal([$"passed over in {_folder.Path}, as they are no clips: list.csv, notes.txt"], _told);
    }

    [Fact]
    public void Read_FaultyFolder_NamesAllFaults()
    {
        _folder.Write("a.wav", "");
        string video = _folder.Write("a.mp4", "");
        string text = _folder.Write("b.txt", "");
        File.WriteAllBytes(text, [0x61, 0xFF, 0x61]);
        _folder.Write("b.wav", "");

        var refused = Assert.Throws<InvalidInputException>(Read);

        Assert.Equal([video, text], refused.Faults.Select(fault => fault.Place));
        Assert.Contains("would be one clip with a.wav", refused.Faults[0].Problem, StringComparison.Ordinal);
        Assert.Contains("it is not UTF-8", refused.Faults[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoMedia_IsRefused() =>
        Assert.Contains("holds no sound or video file", Assert.Throws<InvalidInputException>(Read).Message, StringComparison.Ordinal);

    private Corpus Read() => new ClipFolderReader(_folder.Path, _told.Add).Read(Labels);
}
