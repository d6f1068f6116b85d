using System.Text.Json;
using Microsoft.Data.Analysis;
using Plotly.NET;

namespace MerExperiments.Reporting.Tests;

public sealed class RunFramesTests
{
    [Fact]
    public void Trials_FinishedRun_HasARowPerTrial()
    {
        using var builder = new RunBuilder();
        DataFrame trials = RunFrames.Trials(builder.Finished());
        Assert.Equal(3 * 18, trials.Rows.Count);
        Assert.Null(trials["score"][5]);
        Assert.Equal("failed", trials["state"][5]);
        Assert.Equal("yes", trials["features.face-texture"][5]);
    }

    [Fact]
    public void Iterations_FinishedRun_HoldsTheScores()
    {
        using var builder = new RunBuilder();
        DataFrame iterations = RunFrames.Iterations(builder.Finished());
        Assert.Equal([0.0, 1.0, 2.0], iterations["iteration"].Cast<double>());
        Assert.Equal(0.031, iterations["p_against_previous"][1]);
        Assert.Null(iterations["pseudo_label_precision"][0]);
    }

    [Fact]
    public void EnsembleWeights_FinishedRun_NamesTheHeads()
    {
        using var builder = new RunBuilder();
        DataFrame weights = RunFrames.EnsembleWeights(builder.Finished());
        Assert.Equal(["attention", "attention", "lightgbm", "concat-mlp"], weights["head"].Cast<string>());
        Assert.Equal(1, weights["weight"].Cast<double>().Sum(), 12);
    }

    [Fact]
    public void PerClass_UnfinishedRun_IsEmpty()
    {
        using var builder = new RunBuilder();
        Assert.Equal(0, RunFrames.PerClass(builder.Unfinished()).Rows.Count);
    }

    [Fact]
    public void SingleModalities_FinishedRun_HasARowPerEncoder()
    {
        using var builder = new RunBuilder();
        Assert.Equal(["mel-statistics", "char-ngrams", "face-texture"], RunFrames.SingleModalities(builder.Finished())["encoder"].Cast<string>());
    }

    [Fact]
    public void MiningChart_FinishedRun_IsAChart()
    {
        using var builder = new RunBuilder();
        Assert.Equal(13, GenericChart.countTrace(RunFrames.MiningChart(builder.Finished())));
    }

    [Fact]
    public void MiningFigure_FinishedRun_IsWhatTheChartDraws()
    {
        using var builder = new RunBuilder();
        using JsonDocument chart = JsonDocument.Parse(GenericChart.toFigureJson(RunFrames.MiningChart(builder.Finished())));
        using JsonDocument figure = JsonDocument.Parse(RunFrames.MiningFigure(builder.Finished()).ToJson());

        Assert.True(JsonElement.DeepEquals(chart.RootElement.GetProperty("data"), figure.RootElement.GetProperty("data")));
        Assert.All(
            figure.RootElement.GetProperty("layout").EnumerateObject(), property => Assert.True(JsonElement.DeepEquals(chart.RootElement.GetProperty("layout").GetProperty(property.Name), property.Value)));
    }

    [Fact]
    public void MiningChart_UnknownCondition_NamesTheNearest()
    {
        using var builder = new RunBuilder();
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => RunFrames.MiningChart(builder.Finished(), "mian"));
        Assert.Contains("did you mean \"main\"?", refusal.Message, StringComparison.Ordinal);
    }
}
