using System.Text.Json;
using System.Text.RegularExpressions;
using MerExperiments.Evaluation;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Sections;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests;

public sealed partial class RunReportTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

    [Fact]
    public void Write_FinishedRun_ReadsAsExpected()
    {
        using var builder = new RunBuilder();
        string skeleton = PageText.Skeleton(Report(builder.Finished()));
        string received = Path.Combine(AppContext.BaseDirectory, "Expectations", "report.received.txt");
        File.WriteAllText(received, skeleton);
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expectations", "report.txt"));
        Assert.True(expected == skeleton, $"the report's text changed; if that is meant, copy {received} over Expectations/report.txt");
    }

    [Theory]
    [InlineData("run.json", 5)]
    [InlineData("metrics.json", 101)]
    public void Write_AnyMutationOfAFile_IsWrittenOrRefusedByName(string name, int step)
    {
        using var builder = new RunBuilder();
        RunFolder run = builder.Finished();
        string path = Path.Combine(run.Path, name), good = File.ReadAllText(path);
        foreach (string text in MerExperiments.Tests.JsonMutations.Of(good).Where((_, i) => i % step == 0))
        {
            File.WriteAllText(path, text);
            Exception? refusal = Record.Exception(() => RunReport.Build(RunContent.Read(run)));
            Assert.True(refusal is null or InvalidInputException, $"{refusal}\n{text}");
        }
    }

    [Fact]
    public void Write_SameRunTwice_GivesSameBytes()
    {
        using var builder = new RunBuilder();
        RunFolder run = builder.Finished();
        Assert.Equal(Report(run), Report(run));
    }

    [Fact]
    public void Write_HostileText_EncodesIt()
    {
        using var builder = new RunBuilder { Question = Hostile, FailureReason = Hostile };
        string html = Report(builder.Finished());
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", PageText.WithoutPlotly(html), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HostileConditionName_KeepsTheChartsJsonWhole()
    {
        using var builder = new RunBuilder { Conditions = ["main", "a<script>b"] };
        string html = Report(builder.Finished());
        using JsonDocument charts = JsonDocument.Parse(ChartsElement().Match(html).Groups[1].Value);
        Assert.Equal(14, charts.RootElement.GetArrayLength());
    }

    [Fact]
    public void Write_FinishedRun_LoadsNothing()
    {
        using var builder = new RunBuilder();
        string html = PageText.WithoutPlotly(Report(builder.Finished()));
        Assert.DoesNotMatch("""(src|href)\s*=|@import|url\(|https?://""", html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FinishedRun_EmbedsPlotlyOnce()
    {
        using var builder = new RunBuilder();
        string html = Report(builder.Finished());
        Assert.Equal(2, html.Split("* plotly.js v").Length);
        Assert.Equal(4, html.Split("<script").Length);
    }

    [Fact]
    public void Write_EveryChart_HasALabelAndItsData()
    {
        using var builder = new RunBuilder();
        string html = Report(builder.Finished());
        using JsonDocument charts = JsonDocument.Parse(ChartsElement().Match(html).Groups[1].Value);
        Assert.Equal(charts.RootElement.GetArrayLength(), Regex.Count(html, "data-chart=\"\\d+\" role=\"img\" aria-label=\"[^\"]+\""));
    }

    [Fact]
    public void Write_UnfinishedRun_SaysSoAndShowsWhatIsThere()
    {
        using var builder = new RunBuilder();
        string skeleton = PageText.Skeleton(Report(builder.Unfinished(RunState.Stopped)));
        Assert.Contains("This run is unfinished and has no answer yet. So far 51 trials have ended and 3 iterations are scored", skeleton, StringComparison.Ordinal);
        Assert.Contains("Go on with: mer run quickstart --resume 20240917-101500-a1b2", skeleton, StringComparison.Ordinal);
        Assert.Contains("It stopped: the disk is full", skeleton, StringComparison.Ordinal);
        Assert.Contains("Scores per mining iteration", skeleton, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_RunWithManifestOnly_StillWritesAPage()
    {
        using var builder = new RunBuilder();
        RunFolder run = builder.Unfinished();
        Directory.Delete(Path.Combine(run.Path, "iterations"), recursive: true);
        Assert.Contains("Configuration and provenance", Report(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TwoConditions_ComparesThemFirst()
    {
        using var builder = new RunBuilder { Conditions = ["main", "pool-40"] };
        string skeleton = PageText.Skeleton(Report(builder.Finished()));
        Assert.InRange(skeleton.IndexOf("The conditions at a glance", StringComparison.Ordinal), 0, skeleton.IndexOf("Condition pool-40", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_FailedTrial_ShowsReasonAndNoScore()
    {
        using var builder = new RunBuilder();
        string row = PageText.Skeleton(Report(builder.Finished())).Split('\n').First(line => line.Contains("| failed |", StringComparison.Ordinal));
        Assert.StartsWith("iteration 0, trial 0005 | lightgbm | failed | – | – | the loss became NaN at epoch 3", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_UarRun_RanksByUar()
    {
        using var builder = new RunBuilder { Metric = Metric.Uar };
        Assert.Contains("unweighted average recall (UAR), final ensemble", PageText.Skeleton(Report(builder.Finished())), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingMined_DrawsNoMiningChart()
    {
        using var builder = new RunBuilder { Mined = 0 };
        string skeleton = PageText.Skeleton(Report(builder.Finished()));
        Assert.Contains("Scores of iteration 0; nothing was mined.", skeleton, StringComparison.Ordinal);
        Assert.DoesNotContain("The band is the 95% interval", skeleton, StringComparison.Ordinal);
        Assert.DoesNotContain("Pseudo-labelled", skeleton, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SeveralSweeps_NamesEveryTrialOnce()
    {
        using var builder = new RunBuilder { Conditions = ["main", "pool-40"] };
        string[] names = [.. PageText.Skeleton(Report(builder.Finished())).Split('\n').Where(line => Regex.IsMatch(line, "trial [0-9]{4} [|].*(completed|failed|pruned|no result)")).Select(line => line.Split(" | ")[0])];
        Assert.Equal(2 * 3 * 18, names.Length);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Write_ScoreAxes_StayBetweenZeroAndOne()
    {
        using var builder = new RunBuilder { Mined = 0 };
        using JsonDocument charts = JsonDocument.Parse(ChartsElement().Match(Report(builder.Finished())).Groups[1].Value);
        JsonElement[] ranges =
        [
            .. charts.RootElement.EnumerateArray().SelectMany(chart => chart.GetProperty("layout").EnumerateObject())
                .Where(property => property.Value.ToString().Contains(".3~f", StringComparison.Ordinal)).Select(axis => axis.Value)
                .Where(axis => !axis.TryGetProperty("matches", out JsonElement matched) || matched.ValueKind == JsonValueKind.Null).Select(axis => axis.GetProperty("range")),
        ];
        Assert.NotEmpty(ranges);
        Assert.All(ranges, range => Assert.True(range[0].GetDouble() >= 0 && range[1].GetDouble() <= 1, range.ToString()));
    }

    [Fact]
    public void Write_SectionThrows_KeepsTheRestAndNamesIt()
    {
        using var builder = new RunBuilder();
        RunFolder run = builder.Finished();
        RunReport.Write(run, run.Report, [new OwnSection("Broken", _ => throw new InvalidOperationException("no\nway")), .. RunReport.BuiltInSections, new OwnSection("Mine", page => page.Paragraph("my own words"))]);
        string skeleton = PageText.Skeleton(File.ReadAllText(run.Report));
        Assert.Contains("The section \"Broken\" could not be written: no way\n", skeleton, StringComparison.Ordinal);
        Assert.DoesNotContain("half a section", skeleton, StringComparison.Ordinal);
        Assert.EndsWith("Mine\nmy own words\n", skeleton, StringComparison.Ordinal);
        Assert.Contains("Paired tests on the test part", skeleton, StringComparison.Ordinal);
    }

    private static string Report(RunFolder run)
    {
        RunReport.Write(run, run.Report);
        return File.ReadAllText(run.Report);
    }

    private sealed class OwnSection(string title, Action<ReportPage> write) : IReportSection
    {
        public string Title => title;

        public void Write(ReportPage page, RunContent run)
        {
            page.Heading(2, title == "Broken" ? "half a section" : title);
            write(page);
        }
    }

    [GeneratedRegex("<script id=\"charts\" type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ChartsElement();
}
