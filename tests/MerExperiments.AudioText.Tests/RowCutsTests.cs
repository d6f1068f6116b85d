namespace MerExperiments.AudioText.Tests;

public sealed class RowCutsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_LongTextsAndSounds_CountsThemAndGivesTheLongest()
    {
        int tokens = JointCorpus.Tokenizer(_folder).Content("that is just great").Count;
        RowCuts cuts = Of(JointCorpus.Options with { LongestText = tokens - 1, LongestAudio = 2, Downsampling = 4 }, JointCorpus.Rows());
        Assert.Equal(new RowCuts(6, Texts: 1, LongestText: tokens, Sounds: 3, LongestSound: 75), cuts);
    }

    [Fact]
    public void Of_RowsThatAreJustAsLongAsIsRead_CountsNone()
    {
        int tokens = JointCorpus.Tokenizer(_folder).Content("that is just great").Count;
        RowCuts cuts = Of(JointCorpus.Options with { LongestText = tokens, LongestAudio = 75, Downsampling = 4 }, JointCorpus.Rows());
        Assert.Equal((0, 0), (cuts.Texts, cuts.Sounds));
    }

    [Fact]
    public void Of_RowsInSeveralLists_CountsEachOnce()
    {
        RowCuts cuts = Of(JointCorpus.Options with { LongestAudio = 2 }, JointCorpus.Rows(), JointCorpus.Rows().Select([4]));
        Assert.Equal((6, 3), (cuts.Rows, cuts.Sounds));
    }

    [Fact]
    public void Of_NoRows_IsNothing() => Assert.Equal(new RowCuts(0, 0, 0, 0, 0), Of(JointCorpus.Options));

    private RowCuts Of(AudioTextOptions options, params JointRows[] lists) => RowCuts.Of(lists, JointCorpus.Tokenizer(_folder), options);
}
