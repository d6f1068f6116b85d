using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class TrialsCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public TrialsCommandTests()
    {
        var store = new TrialStore(Runs.Unfinished(_bench.Workspace, "r1").Iteration(0));
        Keep(store, 0, "svm", new TrialResult { State = TrialState.Completed, Score = 0.7, FoldScores = [0.65, 0.75], Seconds = 2 });
        Keep(store, 1, "lda", new TrialResult { State = TrialState.Failed, Reason = "ArgumentException: no, \"never\"", Seconds = 9 });
        Keep(store, 2, "lda", new TrialResult { State = TrialState.Completed, Score = 0.8, FoldScores = [0.79, 0.81], Seconds = 1 });
        Keep(store, 3, "svm", null);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Trials_OfAnUnfinishedRun_AreListedBestFirst()
    {
        Assert.Equal(0, _bench.Mer("trials", "r1"));
        Assert.Matches(@"0/0002 +0\.800 +0\.790 to 0\.810 +1\.0 +tpe +head=lda, lda\.penalty=0\.3333", _bench.Output);
        Assert.Matches(@"(?s)0/0002.*0/0000.*0/0001 +failed +- +9\.0 +tpe +ArgumentException: no.*0/0003 +open", _bench.Output);
    }

    [Theory]
    [InlineData("score", "0002")]
    [InlineData("seconds", "0001")]
    [InlineData("number", "0000")]
    public void Trials_SortedAndCut_ShowTheFirst(string by, string first)
    {
        Assert.Equal(0, _bench.Mer("trials", "latest", "--sort", by, "--top", "1", "--csv"));
        Assert.Equal(first, Assert.Single(CsvTable.Parse("output", _bench.Output).Rows)["trial"]);
    }

    [Fact]
    public void Trials_AsCsv_HaveAColumnPerParameter()
    {
        _bench.Mer("trials", "r1", "--csv");

        IReadOnlyList<CsvRow> rows = CsvTable.Parse("output", _bench.Output).Rows;
        Assert.Equal(("0.3333333333333333", "ArgumentException: no, \"never\"", "open"), (rows[0]["lda.penalty"], rows[2]["reason"], rows[3]["state"]));
    }

    [Fact]
    public void Trials_AsJson_HaveFoldScoresAndParameters()
    {
        _bench.Mer("trials", "r1", "--json");

        JsonElement best = JsonDocument.Parse(_bench.Output).RootElement[0];
        Assert.Equal((0.81, "lda"), (best.GetProperty("fold_scores")[1].GetDouble(), best.GetProperty("parameters").GetProperty("head").GetString()));
    }

    [Theory]
    [InlineData("--sort", "beauty")]
    [InlineData("--top", "0")]
    [InlineData("--csv", "--json")]
    public void Trials_BadOptions_Exits2(string one, string other) => Assert.Equal(2, _bench.Mer("trials", "r1", one, other));

    private static void Keep(TrialStore store, int number, string head, TrialResult? result)
    {
        var set = ParameterSet.Empty.With("head", new ParameterValue(head)).With($"{head}.penalty", new ParameterValue(1.0 / 3));
        var spec = new TrialSpec { Number = number, Parameters = set, Seed = 1, ProposedBy = "tpe" };
        store.Begin(spec);
        if (result is not null)
        {
            store.Commit(spec, result);
        }
    }
}
