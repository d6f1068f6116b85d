using MerExperiments.Evaluation;
using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>Test scores that are set against each other, in one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Bars">The scores, the first at the bottom of the chart.</param>
internal sealed record ScoreBarsData(Metric Metric, IReadOnlyList<ScoreBar> Bars)
{
    /// <summary>Each single encoder and the final ensemble, the weakest encoder first, the light baseline and the ensemble last.</summary>
    public static ScoreBarsData OfEncoders(ConditionMetrics condition, Metric metric) => new(
        metric,
        [
            .. condition.SingleModalities
                .Select(single => new ScoreBar($"{single.Encoder} ({single.Modality})", single.Test.Of(metric), single.Test.N))
                .OrderBy(bar => bar.Score.Value),
            .. condition.LightBaseline is { } light ? [new ScoreBar($"light baseline ({light.Head})", light.Test.Of(metric), light.Test.N)] : Array.Empty<ScoreBar>(),
            new ScoreBar("ensemble", condition.Test.Of(metric), condition.Test.N),
        ]);

    /// <summary>The final ensemble of every condition of several runs, the first run last, in the first run's metric; runs without scores are left out.</summary>
    public static ScoreBarsData OfRuns(IReadOnlyList<RunContent> runs) => new(
        runs[0].Metric,
        [
            .. from run in runs.Reverse()
               from condition in run.Conditions.Reverse()
               where condition.Metrics is not null
               let test = condition.Metrics!.Test
               select new ScoreBar(run.Name + (run.Conditions.Count > 1 ? $" {condition.Name}" : ""), test.Of(runs[0].Metric), test.N),
        ]);
}

/// <summary>One score with its interval.</summary>
/// <param name="Name">What was scored.</param>
/// <param name="Score">The score.</param>
/// <param name="N">How many utterances were scored.</param>
internal sealed record ScoreBar(string Name, MetricScore Score, int N);
