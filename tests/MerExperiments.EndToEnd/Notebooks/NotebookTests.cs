using MerExperiments.EndToEnd.Runs;
using MerExperiments.EndToEnd.Structure;
using MerExperiments.Reporting.Figures;
using Microsoft.Data.Analysis;
using Newtonsoft.Json.Linq;

namespace MerExperiments.EndToEnd.Notebooks;

public sealed class NotebookTests
{
    [Fact]
    public async Task FirstRun_SmallRun_ShowsItsTablesAndItsChart()
    {
        using var run = new SmallRun();
        Environment.SetEnvironmentVariable("MER_EXPERIMENTS", run.Experiments);
        NotebookResult result = await NotebookRunner.RunAsync(Path.Combine(Checkout.Root, "notebooks", "01-first-run.ipynb"));
        Environment.SetEnvironmentVariable("MER_EXPERIMENTS", null);

        Assert.Equal("20240917-101500-test", result.Displayed[0]);
        Assert.StartsWith("The final ensemble reaches WAF 0.850", Assert.IsType<string>(result.Displayed[1]), StringComparison.Ordinal);
        DataFrame[] frames = [.. result.Displayed.OfType<DataFrame>()];
        Assert.Equal([2, 2, 2, 1], frames.Select(frame => frame.Rows.Count));
        Assert.Equal(["0002", "0000"], frames[0]["trial"].Cast<string>());
        Assert.Equal([0.8, 0.85], frames[1]["test_waf"].Cast<double>());
        Assert.Equal([0.8, 0.85], TestWaf(result.Variable<PlotlyFigure>("chart")));
        Assert.Single(result.Displayed.OfType<string>(), html => html.StartsWith("<iframe", StringComparison.Ordinal));
    }

    [Fact]
    public void FirstRun_AsAProgram_PrintsTheSameTablesAndWritesTheChart()
    {
        Assert.SkipUnless(StartedProgram.CanRunFiles, "needs a .NET SDK of version 10 or later on the path");
        using var run = new SmallRun();
        Environment.SetEnvironmentVariable("MER_EXPERIMENTS", run.Experiments);
        (int exitCode, string output, string errors) = StartedProgram.RunFile("01-first-run.cs", run.Experiments, []);
        Environment.SetEnvironmentVariable("MER_EXPERIMENTS", null);

        Assert.True(exitCode == 0, output + errors);
        Assert.StartsWith($"20240917-101500-test{Environment.NewLine}The final ensemble reaches WAF 0.850", output, StringComparison.Ordinal);
        Assert.Matches(@"(?s)The trials, best first.+\b0002\b.+\b0000\b.+What each mining iteration did.+\b0\.8\b.+\b0\.85\b.+Which classes.+\bcalm\b.+Who votes.+\b0002\b", output);
        Assert.Contains("WAF, test (n = 20)", File.ReadAllText(Path.Combine(run.Experiments, "mining-iterations.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int x = nothing;", "nothing")]
    [InlineData("throw new System.InvalidOperationException(\"burst\");", "burst")]
    public async Task RunAsync_BrokenCell_NamesItsNumberAndSource(string source, string cause)
    {
        string path = Path.Combine(Path.GetTempPath(), $"broken-{cause}.ipynb");
        File.WriteAllText(path, new JObject(new JProperty("cells", new JArray(Cell("markdown", "text"), Cell("code", "#!csharp\nint a = 1;"), Cell("code", source)))).ToString());
        NotebookCellException failure = await Assert.ThrowsAsync<NotebookCellException>(() => NotebookRunner.RunAsync(path));
        File.Delete(path);
        Assert.Contains($"broken-{cause}.ipynb: cell 3 failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains(cause, failure.InnerException!.Message, StringComparison.Ordinal);
        Assert.EndsWith(source, failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> TestWaf(PlotlyFigure chart) => JObject.Parse(chart.ToJson())["data"]!
        .Single(trace => (string?)trace["name"] == "WAF, test (n = 20)")["y"]!
        .Select(value => (double)value);

    private static JObject Cell(string type, string source) => new(new JProperty("cell_type", type), new JProperty("source", source));
}
