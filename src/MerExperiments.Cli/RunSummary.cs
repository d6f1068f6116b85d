using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli;

/// <summary>Prints a finished run: the answer, the scores, what each mining iteration did, and where the report lies.</summary>
internal static class RunSummary
{
    public static void Print(IAnsiConsole console, RunFolder run)
    {
        if (run.ReadMetrics() is not { } metrics)
        {
            console.WriteLine($"{RunArgument.NameOf(run)} has no scores yet");
            return;
        }

        console.WriteLine();
        console.WriteLine(metrics.Question);
        console.WriteLine(AnswerText.Of(metrics));
        console.WriteLine();
        console.Write(Scores(metrics));
        console.Write(Mining(metrics));
        foreach (ConditionMetrics condition in metrics.Conditions)
        {
            PrintSingleEncoders(console, metrics, condition);
            PrintBaselines(console, metrics, condition);
        }

        console.WriteLine($"report: {run.Report}");
    }

    private static Table Scores(RunMetrics metrics)
    {
        Table table = Plain("condition", "utterances", "test WAF [95%]", "UAR [95%]", "accuracy [95%]", "chosen iteration");
        foreach (ConditionMetrics condition in metrics.Conditions)
        {
            table.AddRow(
                Cells(
                    condition.Name,
                    condition.Test.N.ToString(CultureInfo.InvariantCulture),
                    NumberText.WithInterval(condition.Test.Of(Metric.Waf)),
                    NumberText.WithInterval(condition.Test.Of(Metric.Uar)),
                    NumberText.WithInterval(condition.Test.Of(Metric.Accuracy)),
                    string.Join(' ', condition.ChosenIterations)));
        }

        return table;
    }

    private static Table Mining(RunMetrics metrics)
    {
        Table table = Plain("condition", "mining iteration", "pseudo-labels", "right", $"out of fold {MetricText.Display(metrics.Metric)}", "test", "against the one before");
        foreach ((ConditionMetrics condition, IterationMetrics iteration) in metrics.Conditions.SelectMany(condition => condition.Iterations.Select(i => (condition, i))))
        {
            table.AddRow(
                Cells(
                    condition.Name,
                    iteration.Iteration.ToString(CultureInfo.InvariantCulture),
                    NumberText.Count(iteration.PseudoLabelled),
                    iteration.PseudoLabelPrecision is { } right ? NumberText.Percent(right) : "-",
                    NumberText.WithInterval(iteration.OutOfFold.Of(metrics.Metric)),
                    NumberText.WithInterval(iteration.Test.Of(metrics.Metric)),
                    iteration.AgainstPrevious is { } test ? ComparisonText.Short(test) : "-"));
        }

        return table;
    }

    private static void PrintSingleEncoders(IAnsiConsole console, RunMetrics metrics, ConditionMetrics condition)
    {
        foreach (SingleModalityMetrics single in condition.SingleModalities)
        {
            console.WriteLine(
                $"{condition.Name}, {single.Encoder} alone ({single.Head}): test {MetricText.Display(metrics.Metric)} {NumberText.WithInterval(single.Test.Of(metrics.Metric))}");
        }
    }

    private static void PrintBaselines(IAnsiConsole console, RunMetrics metrics, ConditionMetrics condition)
    {
        string metric = MetricText.Display(metrics.Metric);
        if (condition.LightBaseline is { } light)
        {
            console.WriteLine($"{condition.Name}, light baseline ({light.Head}): test {metric} {NumberText.WithInterval(light.Test.Of(metrics.Metric))}");
        }

        if (condition.MajorityClass is { } majority)
        {
            console.WriteLine($"{condition.Name}, majority class: test {metric} {NumberText.WithInterval(majority.Of(metrics.Metric))}");
        }
    }

    /// <summary>A table without lines down, whose cells never wrap.</summary>
    internal static Table Plain(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        }

        return table;
    }

    /// <summary>A table without lines down, whose first column never wraps and whose others do, so that a narrow terminal shows all of it.</summary>
    internal static Table Wrapping(params string[] columns)
    {
        Table table = Plain(columns);
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.NoWrap = false;
        }

        return table;
    }

    internal static string[] Cells(params string[] cells) => [.. cells.Select(Markup.Escape)];
}
