using Microsoft.Data.Analysis;
using Newtonsoft.Json.Linq;
using Plotly.NET;

namespace MerExperiments.EndToEnd.Notebooks;

public sealed class NotebookTests
{
    [Fact]
    public async Task FirstRun_SmallRun_ShowsItsTablesAndItsChart()
    {
        using var run = new SmallRun();
        Environment.SetEnvironmentVariable("MER_EXPERIMENTS", run.Experiments);
        NotebookResult result = await NotebookRunner.RunAsync(Path.Combine(NotebooksFolder(), "01-first-run.ipynb"));
        Environment.SetEnvironmentVariable("MER_EXPERIMENTS", null);

        Assert.Equal("20240917-101500-test", result.Displayed[0]);
        Assert.StartsWith("The final ensemble reaches WAF 0.850", Assert.IsType<string>(result.Displayed[1]), StringComparison.Ordinal);
        DataFrame[] frames = [.. result.Displayed.OfType<DataFrame>()];
        Assert.Equal([2, 2, 2, 1], frames.Select(frame => frame.Rows.Count));
        Assert.Equal(["0002", "0000"], frames[0]["trial"].Cast<string>());
        Assert.Equal([0.8, 0.85], frames[1]["test_waf"].Cast<double>());
        Assert.Equal([0.8, 0.85], TestWaf(result.Variable<GenericChart>("chart")));
        Assert.Single(result.Displayed.OfType<string>(), html => html.StartsWith("<iframe", StringComparison.Ordinal));
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

    private static IEnumerable<double> TestWaf(GenericChart chart) => JObject.Parse(GenericChart.toFigureJson(chart))["data"]!
        .Single(trace => (string?)trace["name"] == "WAF, test (n = 20)")["y"]!
        .Select(value => (double)value);

    private static JObject Cell(string type, string source) => new(new JProperty("cell_type", type), new JProperty("source", source));

    private static string NotebooksFolder()
    {
        DirectoryInfo? here = new(AppContext.BaseDirectory);
        while (here is not null && !File.Exists(Path.Combine(here.FullName, "MerExperiments.sln")))
        {
            here = here.Parent;
        }

        return Path.Combine(here!.FullName, "notebooks");
    }
}
