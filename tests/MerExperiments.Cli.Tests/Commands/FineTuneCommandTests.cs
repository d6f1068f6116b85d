using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Training;
using MerExperiments.Evaluation;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class FineTuneCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    [Fact]
    public void FineTune_Fold_AsksForItWithTheSettings()
    {
        int exit = _bench.Mer("finetune", "quickstart", "--fold", "2", "--workers", "3", "--set", "audioText.model=tiny");

        Assert.Equal((0, 2, 3, null), (exit, _bench.FineTuner.Request!.Fold, _bench.FineTuner.Request.Workers, _bench.FineTuner.Request.Output));
        Assert.Equal("tiny", _bench.FineTuner.Configuration!.AudioText!.Model);
    }

    [Fact]
    public void FineTune_Output_IsRelativeToTheCurrentFolder()
    {
        _bench.Mer("finetune", "quickstart", "--output", "joint");

        Assert.Equal(Path.Combine(_bench.Folder, "joint"), _bench.FineTuner.Request!.Output);
    }

    [Fact]
    public void FineTune_Done_PrintsEpochsScoresAndFolders()
    {
        _bench.FineTuner.Result = () => new FineTuningResult
        {
            Models = [new FineTunedModel("fold 1/2", 480, "/store/1/model", [new EpochRecord(1, 1.25, 1.5, 0.5), new EpochRecord(2, 1.0, null, null)])],
            OutOfFold = Scorer.Score([0, 1, 1, 0], new Reference([0, 1, 1, 1], new LabelSet(["a", "b"])), ScoredLabels.HumanLabelsOutOfFold, new NamedSeed(1)),
        };

        Assert.Equal(0, _bench.Mer("finetune", "quickstart"));

        Assert.Matches(@"fold 1/2 +1 +1\.2500 +0\.500", _bench.Output);
        Assert.Matches(@"fold 1/2 +2 +1\.0000 +-", _bench.Output);
        Assert.Matches(@"out of fold WAF 0\.767 \[0\.\d{3}, 1\.000\] on 4 utterances \(human labels of the labelled part, out of fold; interval by bootstrap over 4 utterances\)", _bench.Output);
        Assert.Contains("fold 1/2, from 480 utterances, a part of which only chose the epoch: /store/1/model", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FineTune_Stopped_Exits75AndSaysHowToGoOn()
    {
        _bench.FineTuner.Result = () => throw new StoppedException("interrupted; checkpoints are kept", "mer finetune quickstart");

        Assert.Equal(75, _bench.Mer("finetune", "quickstart"));
        Assert.Contains("go on with: mer finetune quickstart", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FineTune_WordsWithSpaces_AreQuotedInTheCommandToGoOnWith()
    {
        _bench.Mer("finetune", "quickstart", "--output", "out put", "--set", "audioText.model=tiny", "--set", "audioText.prompt=how does it feel?");

        Assert.Equal("mer finetune quickstart --output \"out put\" --set audioText.model=tiny --set \"audioText.prompt=how does it feel?\"", _bench.FineTuner.Request!.Command);
    }

    [Fact]
    public void FineTune_FoldZero_Exits2AndNamesTheRule()
    {
        Assert.Equal(2, _bench.Mer("finetune", "quickstart", "--fold", "0"));
        Assert.Contains("--fold is \"0\"; it must be a whole number, 1 or more", _bench.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
