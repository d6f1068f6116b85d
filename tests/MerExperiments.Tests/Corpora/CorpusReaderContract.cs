using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

/// <summary>What every corpus reader keeps. A subclass writes a corpus of its format and says what is in it.</summary>
public abstract class CorpusReaderContract : IDisposable
{
    protected TemporaryFolder Folder { get; } = new();

    /// <summary>Writes a0 and a1 (labelled happy and sad, speaker s1 for both, a0 with the transcript 好), p0 (pool) and t0 (test, sad).</summary>
    protected abstract ICorpusReader Whole();

    /// <summary>Writes a corpus with the label <c>hapy</c> and a name that stands twice.</summary>
    protected abstract ICorpusReader WithTwoFaults();

    [Fact]
    public void Read_WholeCorpus_OrdersByNameAndKeepsParts()
    {
        Corpus corpus = Whole().Read();

        Assert.Equal(["a0", "a1", "p0", "t0"], corpus.Utterances.Select(u => u.Name));
        Assert.Equal(
            [UtterancePart.Labelled, UtterancePart.Labelled, UtterancePart.Pool, UtterancePart.Test], corpus.Utterances.Select(u => u.Part));
        Assert.Equal(["happy", "sad", null, "sad"], corpus.Utterances.Select(u => u.Label));
        Assert.Equal(["s1", "s1", null, null], corpus.Utterances.Select(u => u.Speaker));
        Assert.Equal("好", corpus.Utterances[0].Text);
    }

    [Fact]
    public void Read_WholeCorpus_LabelsAreInTheLabelSetAndThePoolHasNone()
    {
        Corpus corpus = Whole().Read();

        Assert.All(corpus.Utterances, u => Assert.Equal(u.Part == UtterancePart.Pool, corpus.Labels.IndexOf(u.Label) < 0));
    }

    [Fact]
    public void Read_MediaThatDoesNotExist_KeepsTheAbsolutePath()
    {
        Utterance utterance = Whole().Read().Utterances[0];

        Assert.True(Path.IsPathFullyQualified(utterance.AudioPath!));
        Assert.EndsWith("a0.wav", utterance.AudioPath);
        Assert.False(File.Exists(utterance.AudioPath));
    }

    [Fact]
    public void Read_Twice_HashesTheSame() => Assert.Equal(Whole().Read().Hash(), Whole().Read().Hash());

    [Fact]
    public void Read_TwoFaults_NamesBothWithFileAndRow()
    {
        var e = Assert.Throws<InvalidInputException>(() => WithTwoFaults().Read());

        Assert.Equal(2, e.Faults.Count);
        Assert.Contains(e.Faults, f => f.Place.EndsWith(".csv:2", StringComparison.Ordinal) && f.Problem.Contains("\"hapy\"; did you mean \"happy\"?"));
        Assert.Contains(e.Faults, f => f.Place.EndsWith(".csv:4", StringComparison.Ordinal) && f.Problem.Contains("stands twice"));
    }

    [Fact]
    public void Read_Cancelled_Throws() => Assert.Throws<OperationCanceledException>(() => Whole().Read(new CancellationToken(canceled: true)));

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
