namespace MerExperiments.Cli.Tests.Commands;

public sealed class RunsCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Runs_FinishedAndNot_AreListed()
    {
        Runs.Finished(_bench.Workspace, "r1");
        Runs.Unfinished(_bench.Workspace, "r2");

        Assert.Equal(0, _bench.Mer("runs"));
        Assert.Matches(@"quickstart/r1 +finished +main +WAF +0\.812 \[0\.782, 0\.842\] +12\.3", _bench.Output);
        Assert.Matches(@"quickstart/r2 +unfinished +- +- +- +12\.3", _bench.Output);
    }

    [Fact]
    public void Runs_MisspeltExperiment_NamesTheNearest()
    {
        Runs.Finished(_bench.Workspace, "r1");

        _bench.Mer("runs", "quikstart");

        Assert.Contains("did you mean \"quickstart\"?", _bench.Output);
    }

    [Fact]
    public void Runs_Compare_WritesTheComparison()
    {
        Runs.Finished(_bench.Workspace, "r1");
        Runs.Finished(_bench.Workspace, "r2");

        Assert.Equal(0, _bench.Mer("runs", "--compare", "r1", "quickstart/r2", "--output", "c.html"));
        Assert.Equal(("r1 r2", Path.Combine(_bench.Folder, "c.html")), Assert.Single(_bench.Written));
    }

    [Theory]
    [InlineData("r1", "r1", "names 1 run; it must name two or more")]
    [InlineData("r1", "r2", "quickstart/r2, which has not finished")]
    [InlineData("r1", "r3", "\"r3\" names no run; did you mean")]
    public void Runs_CompareWhatCannotBe_IsRefused(string a, string b, string expected)
    {
        Runs.Finished(_bench.Workspace, "r1");
        Runs.Unfinished(_bench.Workspace, "r2");

        Assert.Equal(2, _bench.Mer("runs", "--compare", a, b));
        Assert.Contains(expected, _bench.Error);
        Assert.Empty(_bench.Written);
    }
}
