using MerExperiments.Evaluation;
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
        using var second = new RunBuilder { RunId = "run-b", Metric = Metric.Uar };
        Assert.Contains("ranked by different metrics; all scores here are WAF", Compare([first.Finished(), second.Finished()], first.Root), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_UnfinishedRun_IsListedWithoutScores()
    {
        using var first = new RunBuilder { RunId = "run-a" };
        using var second = new RunBuilder { RunId = "run-b" };
        string skeleton = Compare([first.Finished(), second.Unfinished()], first.Root);
        Assert.Contains("quickstart/run-b | unfinished | main | – |", skeleton, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 5, "Better", "better")]
    [InlineData(5, 30, "Worse", "worse")]
    [InlineData(9, 9, "Not shown", "not shown")]
    public void Write_SameTestUtterances_TestsTheRunsInPairs(int wrongFirst, int wrongSecond, string kind, string verdict)
    {
        using var first = new RunBuilder { RunId = "run-a" };
        using var second = new RunBuilder { RunId = "run-b" };
        string skeleton = Compare([first.Predicted(wrongFirst), second.Predicted(wrongSecond)], first.Root);
        Assert.Contains($"{kind} quickstart/run-b against quickstart/run-a: WAF ", skeleton, StringComparison.Ordinal);
        Assert.Matches($@"quickstart/run-a \| quickstart/run-b \| WAF \| .* \| {verdict} \|", skeleton);
    }

    [Fact]
    public void Write_OtherHumanLabels_TestsNothingAndSaysWhy()
    {
        using var first = new RunBuilder { RunId = "run-a" };
        using var second = new RunBuilder { RunId = "run-b" };
        string skeleton = Compare([first.Predicted(9), second.Predicted(9, i => i < 4 ? "surprise" : LabelSet.Mer2024[i % 3])], first.Root);
        Assert.Contains("quickstart/run-b cannot be tested against quickstart/run-a: 4 of 90 test utterances have another human label.", skeleton, StringComparison.Ordinal);
        Assert.DoesNotContain("Paired tests on the test part", skeleton, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_RunWithoutTestLabels_SaysWhatIsMissing()
    {
        using var first = new RunBuilder { RunId = "run-a" };
        using var second = new RunBuilder { RunId = "run-b" };
        string skeleton = Compare([first.Predicted(9), second.Finished()], first.Root);
        Assert.Contains("predictions.csv or test-labels.csv is missing in one of them", skeleton, StringComparison.Ordinal);
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
