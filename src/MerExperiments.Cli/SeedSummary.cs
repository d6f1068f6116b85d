using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli;

/// <summary>Prints what several seeds of one experiment say together: a row per seed, then mean, spread, and the difference to the light baseline.</summary>
internal static class SeedSummary
{
    /// <param name="console">Where to print.</param>
    /// <param name="runs">The finished runs with their seeds.</param>
    public static void Print(IAnsiConsole console, IReadOnlyList<(int Seed, RunFolder Run)> runs)
    {
        (int Seed, RunFolder Run, RunMetrics Metrics)[] scored = [.. runs.Select(run => (run.Seed, run.Run, run.Run.ReadMetrics()!))];
        Metric metric = scored[0].Metrics.Metric;
        string name = MetricText.Display(metric);
        Table table = RunSummary.Plain("condition", "seed", "run", $"test {name} [95%]", $"out of fold {name}", "light baseline");
        foreach ((int seed, RunFolder run, RunMetrics metrics) in scored)
        {
            foreach (ConditionMetrics condition in metrics.Conditions)
            {
                table.AddRow(RunSummary.Cells(
                    condition.Name, seed.ToString(CultureInfo.InvariantCulture), run.RunId, NumberText.WithInterval(condition.Test.Of(metric)),
                    NumberText.Score(OutOfFold(condition, metric)), condition.LightBaseline is { } light ? $"{NumberText.Score(light.Test.Of(metric).Value)} ({light.Head})" : "-"));
            }
        }

        console.WriteLine();
        console.Write(table);
        foreach (string condition in scored[0].Metrics.Conditions.Select(condition => condition.Name))
        {
            ConditionMetrics[] ofSeeds = [.. scored.Select(run => run.Metrics.Conditions.First(other => other.Name == condition))];
            console.WriteLine($"{condition}: test {name} {Text(SeedSpread.Of([.. ofSeeds.Select(scores => scores.Test.Of(metric).Value)]))}");
            if (ofSeeds.All(scores => scores.LightBaseline is not null))
            {
                console.WriteLine($"{condition}: light baseline {Text(SeedSpread.Of([.. ofSeeds.Select(scores => scores.LightBaseline!.Test.Of(metric).Value)]))}");
                SeedSpread against = SeedSpread.Of([.. ofSeeds.Select(scores => scores.Test.Of(metric).Value - scores.LightBaseline!.Test.Of(metric).Value)]);
                console.WriteLine(
                    $"{condition}: {NumberText.Points(against.Mean)} points against the light baseline, 95% over seeds {NumberText.PointsRange(against.Interval)}: {Verdict(against)}");
            }
        }
    }

    private static double OutOfFold(ConditionMetrics condition, Metric metric) =>
        condition.Iterations[Math.Min(condition.ChosenIterations[0], condition.Iterations.Count - 1)].OutOfFold.Of(metric).Value;

    private static string Text(SeedSpread spread) => string.Create(
        CultureInfo.InvariantCulture,
        $"{NumberText.Score(spread.Mean)}, deviation {NumberText.Score(spread.Deviation)} from seed to seed, mean of {spread.Count} seeds [{NumberText.Score(spread.Interval.Low)}, {NumberText.Score(spread.Interval.High)}]");

    private static string Verdict(SeedSpread against) =>
        ComparisonText.Verdict(against.Interval.Low > 0 ? Evaluation.Verdict.Better : against.Interval.High < 0 ? Evaluation.Verdict.Worse : Evaluation.Verdict.NotShown);
}
