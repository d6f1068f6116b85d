using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests;

public sealed class ComparisonReportTests
{
    [Fact]
    public void Write_TwoRuns_ShowsWhatDiffers()
    {
        using var first = new RunBuilder { RunId = "run-a", Question = "Does it help?" };
        using var second = new RunBuilder { RunId = "run-b", Question = "Does it harm?" };
        string skeleton = Compare([first.Finished(), second.Finished()], first.Root);
        Assert.Contains("question | \"Does it help?\" | \"Does it harm?\" |", skeleton, StringComparison.Ordinal);
        Assert.DoesNotContain("sweep.trials", skeleton, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DifferentMetrics_SaysWhichIsShown()
    {
        using var first = new RunBuilder { RunId = "run-a" };
        using var second = new RunBuilder { RunId = "run-b", Metric = "uar" };
        Assert.Contains("ranked by different metrics; all scores here are WAF", Compare([first.Finished(), second.Finished()], first.Root), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_UnfinishedRun_IsListedWithoutScores()
    {
        using var first = new RunBuilder { RunId = "run-a" };
        using var second = new RunBuilder { RunId = "run-b" };
        string skeleton = Compare([first.Finished(), second.Unfinished()], first.Root);
        Assert.Contains("quickstart/run-b | main | unfinished | – |", skeleton, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OneRun_Refuses()
    {
        using var builder = new RunBuilder();
        Assert.Throws<ArgumentException>(() => ComparisonReport.Write([builder.Finished()], Path.Combine(builder.Root, "x.html")));
    }

    private static string Compare(IReadOnlyList<RunFolder> runs, string folder)
    {
        string path = Path.Combine(folder, "comparison.html");
        ComparisonReport.Write(runs, path);
        return PageText.Skeleton(File.ReadAllText(path));
    }
}
