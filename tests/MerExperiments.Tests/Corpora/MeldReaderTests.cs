using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class MeldReaderTests : IDisposable
{
    private const string Header = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\r\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_ThreeFiles_AreLabelledAndTestInTheOfficialSplit()
    {
        Corpus corpus = Whole();
        Assert.Equal(["dev_dia0_utt0", "test_dia0_utt0", "train_dia0_utt0", "train_dia0_utt1", "train_dia0_utt3", "train_dia1_utt0"], corpus.Utterances.Select(u => u.Name));
        Assert.Equal([UtterancePart.Labelled, UtterancePart.Test], corpus.Utterances.Take(2).Select(u => u.Part));
        Assert.Equal(["anger", "fear", "neutral", "surprise", "joy", "sadness"], corpus.Utterances.Select(u => u.Label));
        Assert.Equal(("MELD", "neutral, surprise, fear, sadness, joy, disgust, anger"), (corpus.Name, corpus.Labels.ToString()));
    }

    [Fact]
    public void Read_Group_IsTheDialogueSoThatNoneStandsInTwoFolds()
    {
        Corpus corpus = Whole();
        Assert.Equal("dialogue", corpus.With([]).GroupWord);
        Assert.Equal(["dev_dia0", "test_dia0", "train_dia0", "train_dia0", "train_dia0", "train_dia1"], corpus.Utterances.Select(u => u.Speaker));
    }

    [Fact]
    public void Read_NoContext_IsTheUtteranceAlone() => Assert.Equal("Oh, \u201cno\u201d!", Whole().Utterances[4].Text);

    [Theory]
    [InlineData(1, "Joey: What?\nRoss: Oh, \u201cno\u201d!")]
    [InlineData(9, "Ross: Hi\nJoey: What?\nRoss: Oh, \u201cno\u201d!")]
    public void Read_Context_IsEarlierUtterancesOfTheDialogueWithTheirSpeakers(int context, string text)
    {
        Corpus corpus = Whole(context);
        Assert.Equal(text, corpus.Utterances[4].Text);
        Assert.Equal("Ross: Hi", corpus.Utterances[2].Text);
        Assert.Equal("Monica: No.", corpus.Utterances[5].Text);
    }

    [Fact]
    public void Read_Twice_HashesTheSameAndContextAnother()
    {
        Assert.Equal(Whole().Hash(), Whole().Hash());
        Assert.NotEqual(Whole().Hash(), Whole(context: 1).Hash());
    }

    [Fact]
    public void Read_QuotesOfWindows1252_AreMended()
    {
        Write("train", "1,\"It\u0092s \u0093me\u0094 \u0097 \u0085\u0081\",Ross,joy,positive,0,0,1,1,a,b");
        Assert.Equal("It\u2019s \u201cme\u201d \u2014 \u2026", Read().Utterances[^1].Text);
    }

    [Fact]
    public void Read_FaultsInAllFiles_AreNamedTogether()
    {
        Write("train", "1,a,Ross,joyy,positive,0,0,1,1,a,b", "2,b,Ross,joy,positive,0,0,1,1,a,b", "3,c,Ross,joy,positive,x,0,1,1,a,b", "4,d,Ross");
        File.WriteAllText(Path.Combine(_folder.Path, "dev_sent_emo.csv"), Header.Replace("Emotion", "Emotoin"));
        File.Delete(Path.Combine(_folder.Path, "test_sent_emo.csv"));
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Read(4000, whole: false));
        string[] expected =
        [
            "corpus.context: is 4000; it must be 32 or less", "train_sent_emo.csv:5: has 3 fields; the header has 11",
            "train_sent_emo.csv:2: the emotion is \"joyy\"; did you mean \"joy\"?", "train_sent_emo.csv:3: the name \"train_dia0_utt0\" stands twice; it stands first at",
            "train_sent_emo.csv:4: Dialogue_ID is \"x\"; it must be a whole number", "dev_sent_emo.csv:1: has no column \"Emotion\"; is \"Emotoin\" meant?",
            "dev_sent_emo.csv: holds no utterances", "test_sent_emo.csv: does not exist",
        ];
        Assert.Equal(expected.Length, e.Faults.Count);
        Assert.All(expected, (text, i) => Assert.Contains(text, e.Faults[i].ToString().Replace(_folder.Path + Path.DirectorySeparatorChar, ""), StringComparison.Ordinal));
    }

    [Fact]
    public void Read_Cancelled_Throws() => Assert.Throws<OperationCanceledException>(() =>
        new MeldReader(new MeldOptions { Root = _folder.Path }).Read(new CancellationToken(canceled: true)));

    [Fact]
    public void Read_OfficialFiles_HoldThePublishedCounts()
    {
        Corpus corpus = new MeldReader(new MeldOptions { Root = RealAssets.Folder("corpora/meld-text") }).Read();
        Assert.Equal((9989, 1109, 2610), (Count(corpus, "train"), Count(corpus, "dev"), Count(corpus, "test")));
        Assert.Equal([1256, 281, 50, 208, 402, 68, 345], corpus.Labels.Names.Select(label => corpus.Of(UtterancePart.Test).Count(u => u.Label == label)));
        Assert.Equal(1038 + 114 + 280, corpus.Utterances.Select(u => u.Speaker).Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();

    private static int Count(Corpus corpus, string part) => corpus.Utterances.Count(u => u.Name.StartsWith(part, StringComparison.Ordinal));

    private Corpus Whole(int context = 0)
    {
        Write("train", "1,Hi,Ross,neutral,neutral,0,0,1,1,a,b", "2,What?,Joey,surprise,negative,0,1,1,1,a,b", "3,\" Oh, \u201cno\u201d! \",Ross,joy,positive,0,3,1,1,a,b", "4,No.,Monica,sadness,negative,1,0,1,1,a,b");
        return Read(context);
    }

    private Corpus Read(int context = 0, bool whole = true)
    {
        if (whole)
        {
            Write("dev", "1,d,Ross,anger,negative,0,0,1,1,a,b");
            Write("test", "1,t,Ross,fear,negative,0,0,1,1,a,b");
        }

        return new MeldReader(new MeldOptions { Root = _folder.Path, Context = context }).Read();
    }

    private void Write(string part, params string[] rows) => _folder.Write($"{part}_sent_emo.csv", Header + string.Join("\r\n", rows) + "\r\n");
}
