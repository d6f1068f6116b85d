namespace MerExperiments.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Report_Latest_IsTheLastStarted()
    {
        Runs.Finished(_bench.Workspace, "zz", minute: 1);
        string expected = Runs.Finished(_bench.Workspace, "aa", minute: 2).Report;

        Assert.Equal(0, _bench.Mer("report", "latest"));
        Assert.Equal(("aa", expected), Assert.Single(_bench.Written));
    }

    [Fact]
    public void Report_AmbiguousBeginning_NamesThem()
    {
        Runs.Finished(_bench.Workspace, "ab1");
        Runs.Finished(_bench.Workspace, "ab2");

        Assert.Equal(2, _bench.Mer("report", "ab"));
        Assert.Contains("names 2 runs; write more of the one you mean: quickstart/ab1, quickstart/ab2", _bench.Error);
    }

    [Fact]
    public void Report_UnfinishedRun_IsWrittenAndSaysHowToGoOn()
    {
        string expected = Runs.Unfinished(_bench.Workspace, "r1").Report;

        Assert.Equal(0, _bench.Mer("report", "r1"));
        Assert.Equal(("r1", expected), Assert.Single(_bench.Written));
        Assert.Contains("quickstart/r1 has not finished: the report shows what is there so far. Go on with: mer run quickstart --resume r1", _bench.Output);
    }
}
