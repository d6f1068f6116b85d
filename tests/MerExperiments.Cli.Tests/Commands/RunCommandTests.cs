using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Run_Finished_PrintsAnswerScoresMiningAndReport()
    {
        RunFolder run = Runs.Finished(_bench.Workspace, "r1");
        _bench.Runner.Work = (_, _) => run;

        Assert.Equal(0, _bench.Mer("run", "quickstart"));
        Assert.Contains("reaches WAF 0.812 (95% interval 0.782 to 0.842) on 600 test utterances", _bench.Output);
        Assert.Matches(@"main +600 +0\.812 \[0\.782, 0\.842\] +0\.712 \[0\.682, 0\.742\] +0\.813 \[0\.783, 0\.843\] +1", _bench.Output);
        Assert.Contains("not shown (WAF +1.2 points, p = 0.250)", _bench.Output);
        Assert.Contains($"report: {run.Report}", _bench.Output);
    }

    [Fact]
    public void Run_Finished_SaysHowFarEachEncoderComesAlone()
    {
        _bench.Runner.Work = (_, _) => Runs.Finished(_bench.Workspace, "r1");

        _bench.Mer("run", "quickstart");

        Assert.Contains("main, mel-statistics alone (attention): test WAF 0.550", _bench.Output);
    }

    [Fact]
    public void Run_Options_ReachTheRunner()
    {
        _bench.Runner.Work = (_, _) => Runs.Finished(_bench.Workspace, "r1");

        _bench.Mer("run", "quickstart", "--set", "sweep.trials=3", "--set", "folds=4", "--seed", "9", "--workers", "2");

        Assert.Equal((3, 4, 9), (_bench.Runner.Configuration!.Sweep.Search.Trials, _bench.Runner.Configuration.Folds, _bench.Runner.Configuration.Seed));
        Assert.Equal((2, null), (_bench.Runner.Request!.Workers, _bench.Runner.Request.ResumeRunId));
        Assert.Equal("mer run quickstart --set sweep.trials=3 --set folds=4 --seed 9 --workers 2", _bench.Runner.Request.Command);
    }

    [Fact]
    public void Run_Resume_TakesTheFrozenConfiguration()
    {
        Runs.Unfinished(_bench.Workspace, "20260101-a");
        _bench.Runner.Work = (_, _) => Runs.Finished(_bench.Workspace, "20260101-a");

        Assert.Equal(0, _bench.Mer("run", "quickstart", "--resume", "2026"));
        Assert.Equal((7, "20260101-a"), (_bench.Runner.Configuration!.Seed, _bench.Runner.Request!.ResumeRunId));
    }

    [Fact]
    public void Run_Seeds_RunsEachAndPrintsMeanSpreadAndTheDifferenceToTheLightBaseline()
    {
        _bench.Runner.Work = (_, _) => OfSeed(_bench.Runner.Configuration!);

        Assert.Equal(0, _bench.Mer("run", "quickstart", "--seed", "5", "--seeds", "3"));

        Assert.Contains("seed 7 (3 of 3)", _bench.Output);
        Assert.Contains("main: test WAF 0.820, deviation 0.010 from seed to seed, mean of 3 seeds [0.795, 0.845]", _bench.Output);
        Assert.Contains("main: +2.0 points against the light baseline, 95% over seeds [−0.5, +4.5]: not shown", _bench.Output);
    }

    [Fact]
    public void Run_SeedsAgain_TakesTheRunsOfTheSameSettings()
    {
        _bench.Runner.Work = (_, _) => OfSeed(_bench.Runner.Configuration!);
        _bench.Mer("run", "quickstart", "--seed", "5", "--seeds", "2");

        _bench.Mer("run", "quickstart", "--seed", "5", "--seeds", "2");

        Assert.Equal("seed-6", _bench.Runner.Request!.ResumeRunId);
        Assert.Contains("seed 6 (2 of 2): quickstart/seed-6 has these settings", _bench.Output);
    }

    [Theory]
    [InlineData("--seeds", "2", "--resume", "r1")]
    [InlineData("--seeds", "1", "--seed", "3")]
    public void Run_SeedsThatCannotBe_Exits2(params string[] options) => Assert.Equal(2, _bench.Mer(["run", "quickstart", .. options]));

    /// <summary>A finished run whose scores follow from its seed: 5, 6, 7 give 0.81, 0.82, 0.83.</summary>
    private RunFolder OfSeed(ExperimentConfiguration configuration)
    {
        RunFolder run = Runs.Finished(_bench.Workspace, $"seed-{configuration.Seed}", test: 0.76 + (configuration.Seed / 100.0), light: 0.8);
        RunJson.Write(run.Manifest, run.ReadManifest() with { Configuration = configuration.Frozen });
        return run;
    }

    [Fact]
    public void Run_ResumeWithSet_IsRefused()
    {
        Runs.Unfinished(_bench.Workspace, "r1");

        Assert.Equal(2, _bench.Mer("run", "quickstart", "--resume", "r1", "--set", "folds=3"));
        Assert.Contains("leave out --set and --seed", _bench.Error);
    }

    [Fact]
    public void Run_Stopped_Exits75AndSaysHowToGoOn()
    {
        RunFolder run = Runs.Unfinished(_bench.Workspace, "r1");
        _bench.Runner.Work = (_, _) => throw new RunStoppedException(run, "interrupted", "mer run quickstart --resume r1");

        Assert.Equal(75, _bench.Mer("run", "quickstart"));
        Assert.Equal($"stopped: interrupted{Environment.NewLine}go on with: mer run quickstart --resume r1{Environment.NewLine}", _bench.Error);
    }

    [Fact]
    public void Run_Fails_PrintsOneLineWithoutStackTrace()
    {
        _bench.Runner.Work = (_, _) => throw new IOException("No space left on device");

        Assert.Equal(1, _bench.Mer("run", "quickstart"));
        Assert.Equal($"failed: No space left on device (--trace prints where){Environment.NewLine}", _bench.Error);
    }

    [Fact]
    public void Run_FailsWithTrace_PrintsWhere()
    {
        _bench.Runner.Work = (_, _) => throw new IOException("No space left on device");

        Assert.Equal(1, _bench.Mer("run", "quickstart", "--trace"));
        Assert.Contains("   at ", _bench.Error);
    }

    [Fact]
    public void Run_BadCatalogue_ListsAllFaultsAndLeavesNoRun()
    {
        using var bench = new Bench("""
            {"experiments": {"a": {"question": "?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"], "folds": 1, "sed": 1, "seed": "x"}}}
            """);

        Assert.Equal(2, bench.Mer("run", "a"));
        Assert.Equal(3, bench.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.False(Directory.Exists(bench.Workspace.Experiments));
        Assert.Null(bench.Runner.Request);
    }

    [Fact]
    public void Run_AnotherExperimentIsFaulty_RunsAllTheSame()
    {
        using var bench = new Bench("""
            {"experiments": {
              "a": {"question": "?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"]},
              "b": {"question": "?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistic"]}}}
            """);
        bench.Runner.Work = (_, _) => Runs.Finished(bench.Workspace, "r1");

        Assert.Equal(0, bench.Mer("run", "a"));
        Assert.Equal(2, bench.Mer("run", "b"));
        Assert.Equal(1, bench.Mer("doctor"));
        Assert.Contains("experiments.b.encoders[0] is \"mel-statistic\"", bench.Output);
    }

    [Fact]
    public void Run_RefusedCorpus_Exits2()
    {
        _bench.Runner.Work = (_, _) => throw new InvalidInputException([new Fault("labels.csv:3", "x"), new Fault("labels.csv:9", "y")]);

        Assert.Equal(2, _bench.Mer("run", "quickstart"));
        Assert.Equal(["labels.csv:3: x", "labels.csv:9: y"], _bench.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
