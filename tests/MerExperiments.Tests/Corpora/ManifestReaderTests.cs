using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class ManifestReaderTests : CorpusReaderContract
{
    private static readonly LabelSet Labels = new(["sad", "happy"]);

    protected override ICorpusReader Whole() => Reader(
        "name,audio,text,label,speaker,split\nt0,t0.wav,,sad,,test\na1,a1.wav,,sad,s1,train\np0,p0.wav,,happy,,pool\na0,a0.wav,好,happy,s1,\n", Labels);

    protected override ICorpusReader WithTwoFaults() => Reader("name,label\na,hapy\nb,sad\nb,sad\n", Labels);

    [Fact]
    public void Read_NoLabelSet_InfersItInOrdinalOrder() =>
        Assert.Equal(["fear", "joy"], Reader("name,label\na,joy\nb,fear\nc,joy\nd,\n").Read().Labels.Names);

    [Fact]
    public void ReadClips_LabelsAndSplits_AreNotLookedAt()
    {
        Corpus corpus = Reader("name,audio,speaker,label,split\nb,b.wav,s1,nonsense,tset\na,,,,\n").ReadClips(Labels);

        Assert.Equal([("a", UtterancePart.Pool, null, null), ("b", UtterancePart.Pool, null, "s1")], corpus.Utterances.Select(u => (u.Name, u.Part, u.Label, u.Speaker)));
        Assert.Equal(Labels, corpus.Labels);
    }

    [Theory]
    [InlineData("name,audio\n", "holds no utterances")]
    [InlineData("name,audoi\na,b\n", "did you mean \"audio\"?")]
    [InlineData("name\na\na\n", "stands twice")]
    public void ReadClips_FaultyManifest_IsRefused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Reader(text).ReadClips(Labels)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_SubsetOfColumns_LeavesTheRestNull()
    {
        Utterance utterance = Reader("name,label\na,joy\nb,fear\n").Read().Utterances[0];

        Assert.Equal(new Utterance { Name = "a", Part = UtterancePart.Labelled, Label = "joy" }, utterance);
    }

    [Fact]
    public void Read_EmptyText_IsATranscriptInWhichNothingWasSaid()
    {
        Corpus corpus = Reader("name,label,text\na,joy,\nb,fear,x\n").Read();

        Assert.Equal("", corpus.Utterances[0].Text);
    }

    [Fact]
    public void Read_ClipColumn_StandsForSoundAndPictureWhereTheyAreEmpty()
    {
        Corpus corpus = Reader("name,clip,audio,label\na,/v/a.mp4,,joy\nb,/v/b.mp4,/s/b.wav,fear\nc,/s/c.WAV,,fear\n").Read();

        Assert.Equal([("/v/a.mp4", "/v/a.mp4"), ("/s/b.wav", "/v/b.mp4"), ("/s/c.WAV", null)], corpus.Utterances.Select(u => (u.AudioPath, u.VideoPath)));
    }

    [Fact]
    public void Read_RootGiven_PathsAreRelativeToIt()
    {
        string manifest = Folder.Write("m.csv", "name,audio,video,label\na,x/a.wav,faces/a,joy\nb,/abs/b.wav,,fear\n");
        Corpus corpus = new ManifestReader(new ManifestOptions { Manifest = manifest, Root = "/data" }).Read();

        Assert.Equal(["/data/x/a.wav", "/abs/b.wav"], corpus.Utterances.Select(u => u.AudioPath));
        Assert.Equal(["/data/faces/a", null], corpus.Utterances.Select(u => u.VideoPath));
    }

    [Fact]
    public void Read_PathWithNul_IsRefusedWithItsLineAndTheOtherFaults()
    {
        var e = Assert.Throws<InvalidInputException>(() => Reader("name,audio,label\na,x\0.wav,sad\nb,b.wav,hapy\n", Labels).Read());

        Assert.Equal(2, e.Faults.Count);
        Assert.Contains("holds a NUL character", e.Faults[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyFaults_NamesAllInTheFilesOrder()
    {
        var e = Assert.Throws<InvalidInputException>(
            () => Reader("name,label,split\n,sad,\nb,sad,tset\nc,,labelled\nd,,test\ne,hapy,\nf/g,sad,\n", Labels).Read());

        Assert.Equal([2, 3, 4, 5, 6, 7], e.Faults.Select(f => int.Parse(f.Place[(f.Place.LastIndexOf(':') + 1)..])));
        Assert.Contains("the split is \"tset\"; did you mean \"test\"?", e.Message);
        Assert.Contains("\"c\" is labelled and has no label", e.Message);
    }

    [Fact]
    public void Read_RaggedRowsBesideOtherFaults_NamesAllInTheFilesOrder()
    {
        var e = Assert.Throws<InvalidInputException>(() => Reader("name,label\na,hapy\nb\nc,sad,x\na,sad\n\"d\"e,sad\nf,sda\n", Labels).Read());

        Assert.Equal(["2", "3", "4", "5", "6", "7"], e.Faults.Select(fault => fault.Place.Split(':')[^1]));
    }

    [Fact]
    public void Read_RaggedRowHoldsTheSecondClass_IsNotBlamedForTooFewClasses() =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => Reader("name,label\na,joy\nb,fear,x\n").Read()).Faults);

    [Theory]
    [InlineData("nmae,label\na,joy\n", "has no column \"name\"; is \"nmae\" meant?")]
    [InlineData("name,lable\na,joy\n", "has an unknown column \"lable\"; did you mean \"label\"?")]
    [InlineData("name,label\na,joy\nb,joy\n", "its labels are [joy]; there must be 2 or more classes")]
    [InlineData("name,label\n", "holds no utterances")]
    public void Read_BadHeaderOrLabels_SaysSo(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidInputException>(() => Reader(text).Read()).Message);

    [Fact]
    public void Read_LabelsAndNamesThatDoNotShow_AreNamedWithTheirRows()
    {
        string text = $"name,label\na,\"jo\ny\"\n\"b\tc\",fear\n{new string('n', 201)},fear\n";
        Assert.Equal(
            [
                "the label is named \"jo\\u000ay\"; a class's name must not hold line breaks or control characters",
                "the name holds a line break or another control character; it must be plain text",
                "the name has 201 bytes; it must have 200 or fewer, because files are named after it",
            ],
            Assert.Throws<InvalidInputException>(() => Reader(text).Read()).Faults.Select(fault => fault.Problem));
    }

    [Fact]
    public void Read_LabelWithSeparators_IsAClassLikeAnyOther() =>
        Assert.Equal(["calm; 50%", "fear=x:y"], Reader("name,label\na,calm; 50%\nb,fear=x:y\n").Read().Labels.Names);

    private ManifestReader Reader(string text, LabelSet? labels = null) =>
        new(new ManifestOptions { Manifest = Folder.Write("m.csv", text), Labels = labels is null ? null : [.. labels.Names] });
}
