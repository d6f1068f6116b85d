using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using Microsoft.Data.Analysis;
using Plotly.NET;

namespace MerExperiments.Reporting;

/// <summary>A run's tables as data frames, and its chart of the mining iterations: what a notebook calls.</summary>
/// <remarks>Frames of an unfinished run hold what lies in its folder so far. An unknown number is null. Every call reads the folder anew.</remarks>
public static class RunFrames
{
    /// <summary>One row per trial: condition, outer_fold, iteration, trial, head, state, score, seconds, reason, and a column per parameter.</summary>
    public static DataFrame Trials(RunFolder run)
    {
        (ConditionContent Condition, SweepContent Sweep, TrialRecord Trial)[] rows =
        [
            .. RunContent.Read(run).Conditions.SelectMany(condition => condition.Sweeps.SelectMany(sweep => sweep.Trials.Select(trial => (condition, sweep, trial)))),
        ];
        TrialRecord[] trials = [.. rows.Select(row => row.Trial)];
        return new DataFrame(
        [
            Texts("condition", rows, row => row.Condition.Name),
            Numbers("outer_fold", rows, row => row.Sweep.OuterFold),
            Numbers("iteration", rows, row => row.Sweep.Iteration),
            Texts("trial", trials, trial => trial.Spec.Id),
            Texts("head", trials, trial => TrialText.Head(trial.Spec)),
            Texts("state", trials, trial => trial.Result?.State.ToString().ToLowerInvariant()),
            Numbers("score", trials, trial => trial.Result?.Score),
            Numbers("seconds", trials, trial => trial.Result?.Seconds),
            Texts("reason", trials, trial => trial.Result?.Reason),
            .. Parameters(trials),
        ]);
    }

    /// <summary>One row per condition and mining iteration: test and out-of-fold scores, the test WAF's interval, pseudo-labels and their precision.</summary>
    public static DataFrame Iterations(RunFolder run)
    {
        (ConditionContent Condition, IterationMetrics Scores)[] rows =
            [.. RunContent.Read(run).Conditions.SelectMany(condition => condition.Iterations.Select(iteration => (condition, iteration)))];
        IterationMetrics[] scores = [.. rows.Select(row => row.Scores)];
        return new DataFrame(
            Texts("condition", rows, row => row.Condition.Name),
            Numbers("iteration", scores, i => i.Iteration),
            Numbers("test_waf", scores, i => i.Test.Waf),
            Numbers("test_waf_low", scores, i => i.Test.WafInterval.Low),
            Numbers("test_waf_high", scores, i => i.Test.WafInterval.High),
            Numbers("test_accuracy", scores, i => i.Test.Accuracy),
            Numbers("test_uar", scores, i => i.Test.Uar),
            Numbers("out_of_fold_waf", scores, i => i.OutOfFold.Waf),
            Numbers("out_of_fold_uar", scores, i => i.OutOfFold.Uar),
            Numbers("pseudo_labelled", scores, i => i.PseudoLabelled),
            Numbers("pseudo_label_precision", scores, i => i.PseudoLabelPrecision),
            Numbers("p_against_previous", scores, i => i.AgainstPrevious?.P));
    }

    /// <summary>One row per condition and class of the final ensemble on the test part: support, precision, recall, f1. Empty until the run finished.</summary>
    public static DataFrame PerClass(RunFolder run)
    {
        (ConditionContent Condition, ClassScore Score)[] rows =
            [.. RunContent.Read(run).Conditions.SelectMany(condition => (condition.Metrics?.Test.PerClass ?? []).Select(score => (condition, score)))];
        return new DataFrame(
            Texts("condition", rows, row => row.Condition.Name),
            Texts("class", rows, row => row.Score.Label),
            Numbers("support", rows, row => row.Score.Support),
            Numbers("precision", rows, row => row.Score.Precision),
            Numbers("recall", rows, row => row.Score.Recall),
            Numbers("f1", rows, row => row.Score.F1));
    }

    /// <summary>One row per condition and encoder: its best trial alone. Empty until the run finished.</summary>
    public static DataFrame SingleModalities(RunFolder run)
    {
        (ConditionContent Condition, SingleModalityMetrics Alone)[] rows =
            [.. RunContent.Read(run).Conditions.SelectMany(condition => (condition.Metrics?.SingleModalities ?? []).Select(alone => (condition, alone)))];
        return new DataFrame(
            Texts("condition", rows, row => row.Condition.Name),
            Texts("encoder", rows, row => row.Alone.Encoder),
            Texts("modality", rows, row => row.Alone.Modality.ToString()),
            Texts("head", rows, row => row.Alone.Head),
            Numbers("out_of_fold", rows, row => row.Alone.OutOfFold),
            Numbers("test_waf", rows, row => row.Alone.Test.Waf),
            Numbers("test_uar", rows, row => row.Alone.Test.Uar));
    }

    /// <summary>One row per condition and member of the chosen iteration's ensemble (of the first outer fold), heaviest first; weights sum to 1.</summary>
    public static DataFrame EnsembleWeights(RunFolder run)
    {
        (ConditionContent Condition, EnsembleMember Member)[] rows = [.. RunContent.Read(run).Conditions.SelectMany(condition => Members(condition).Select(member => (condition, member)))];
        return new DataFrame(
            Texts("condition", rows, row => row.Condition.Name),
            Texts("trial", rows, row => row.Member.TrialId),
            Texts("head", rows, row => row.Member.Head),
            Numbers("weight", rows, row => row.Member.Weight),
            Numbers("score", rows, row => row.Member.Score));
    }

    /// <summary>The scores per mining iteration (the paper's Figure 5) as a Plotly.NET chart.</summary>
    /// <param name="run">The run.</param>
    /// <param name="condition">The condition's name; null for the first.</param>
    /// <exception cref="ArgumentException">The run has no such condition, or the condition has no scored iteration yet.</exception>
    public static GenericChart MiningChart(RunFolder run, string? condition = null) => MiningFigure(run, condition).ToChart();

    /// <summary>The same as a figure that <see cref="NotebookHtml"/> shows, also where Plotly.NET's own types cannot be loaded.</summary>
    /// <inheritdoc cref="MiningChart" path="/*[not(self::summary)]"/>
    public static PlotlyFigure MiningFigure(RunFolder run, string? condition = null)
    {
        ConditionContent[] conditions = [.. RunContent.Read(run).Conditions];
        ConditionContent? found = condition is null ? conditions.FirstOrDefault() : Array.Find(conditions, candidate => candidate.Name == condition);
        return found switch
        {
            null => throw new ArgumentException($"run {run.RunId} has no condition \"{condition}\"{NearestName.Hint(condition ?? "", [.. conditions.Select(a => a.Name)])}", nameof(condition)),
            { Iterations.Count: 0 } => throw new ArgumentException($"run {run.RunId} has no scored iteration yet; it needs one or more", nameof(run)),
            _ => Figures.MiningFigure.Draw(MiningData.From(found.Iterations)),
        };
    }

    private static IEnumerable<EnsembleMember> Members(ConditionContent condition) =>
        condition.Chosen is { EnsembleWeights.Count: > 0 } chosen ? EnsembleData.From(chosen, condition.FirstOuterFold).Members : [];

    private static IEnumerable<DataFrameColumn> Parameters(TrialRecord[] trials)
    {
        foreach (string name in trials.SelectMany(trial => trial.Spec.Parameters.Select(pair => pair.Key))
            .Where(name => name != TrialText.HeadParameter)
            .Distinct()
            .Order(StringComparer.Ordinal))
        {
            yield return trials.Any(trial => trial.Spec.Parameters.Find(name)?.Text is not null)
                ? Texts(name, trials, trial => trial.Spec.Parameters.Find(name)?.ToString())
                : Numbers(name, trials, trial => trial.Spec.Parameters.Find(name)?.Number);
        }
    }

    private static StringDataFrameColumn Texts<T>(string name, T[] rows, Func<T, string?> read) => new(name, rows.Select(read));

    private static DoubleDataFrameColumn Numbers<T>(string name, T[] rows, Func<T, double?> read) => new(name, rows.Select(read));
}
