using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class Mer2024ReaderTests : CorpusReaderContract
{
    protected override ICorpusReader Whole()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "audio"));
        Folder.Write("label-disdim.csv", "name,discrete,valence\na1,sad,-2\na0,happy,3\n");
        Folder.Write("label-test.csv", "name,discrete\nt0,sad\n");
        Folder.Write("candidate_2.csv", "name\nt0\np0\n");
        Folder.Write("transcription-merge.csv", "name,chinese\na0,坏\na1,\np0,吗\n");
        Folder.Write("label-transcription.csv", "name,chinese,english\na0,好,good\n");
        Folder.Write("speakers.csv", "name,speaker\na0,s1\na1,s1\n");
        return Reader();
    }

    protected override ICorpusReader WithTwoFaults()
    {
        Folder.Write("label-disdim.csv", "name,discrete\na,hapy\nb,sad\nb,sad\n");
        return Reader();
    }

    [Fact]
    public void Read_Transcripts_TheHumanOnesWinAndTheRestIsNull()
    {
        Corpus corpus = Whole().Read();

        Assert.Equal(["好", "", "吗", null], corpus.Utterances.Select(u => u.Text));
    }

    [Fact]
    public void Read_RawClips_StandForTheFoldersThatAreAbsent()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "video-labeled"));
        string clip = Folder.Write(Path.Combine("video-labeled", "a1.avi"), "");

        Utterance[] read = [.. Whole().Read().Utterances];

        Assert.Equal([null, clip, null, null], read.Select(u => u.VideoPath));
        Assert.EndsWith(Path.Combine("audio", "a1.wav"), read[1].AudioPath, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFaceFolder_NoUtteranceHasVideo() => Assert.All(Whole().Read().Utterances, u => Assert.Null(u.VideoPath));

    [Fact]
    public void Read_FaceFolder_VideoIsTheUtterancesOwnFolder()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "openface_face"));

        Assert.Equal(Path.Combine(Folder.Path, "openface_face", "a0"), Whole().Read().Utterances[0].VideoPath);
    }

    [Fact]
    public void Read_NoLabelFile_NamesIt() =>
        Assert.Contains("label-disdim.csv: does not exist", Assert.Throws<InvalidInputException>(() => Reader().Read()).Message);

    [Fact]
    public void Read_CandidateThatIsLabelled_NamesBothRows()
    {
        Whole();
        Folder.Write("candidate_1.csv", "name\np1\na0\n");

        var e = Assert.Throws<InvalidInputException>(() => Reader().Read());

        Assert.Contains("candidate_1.csv:3: the name \"a0\" is labelled too, at", e.Message);
        Assert.Contains("label-disdim.csv:3", e.Message);
    }

    [Fact]
    public void Read_FaultsInSeveralFiles_NamesAll()
    {
        Folder.Write("label-disdim.csv", "name,label\na,sad\n");
        Folder.Write("label-test.csv", "name,discrete\nt,neutrl\n");
        Folder.Write("candidate.csv", "name\np\np\n");

        Assert.Equal(3, Assert.Throws<InvalidInputException>(() => Reader().Read()).Faults.Count);
    }

    [Fact]
    public void Read_AllCandidatesOfMer2024_KeepsEachOnce()
    {
        Whole();
        Folder.Write("candidate_115595.csv", "name\n" + string.Concat(Enumerable.Range(0, 115_595).Select(i => $"sample_{i:D8}\n")));

        Assert.Equal(115_596, Reader().Read().Of(UtterancePart.Pool).Count);
    }

    private Mer2024Reader Reader() => new(new Mer2024Options { Root = Folder.Path });
}
