using System.Globalization;
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
        console.WriteLine(metrics.Answer);
        console.WriteLine();
        console.Write(Scores(metrics));
        console.Write(Mining(metrics));
        foreach (ArmMetrics arm in metrics.Arms)
        {
            PrintSingleEncoders(console, metrics, arm);
        }

        console.WriteLine($"report: {run.Report}");
    }

    private static Table Scores(RunMetrics metrics)
    {
        Table table = Plain("arm", "utterances", "test WAF [95%]", "UAR [95%]", "accuracy", "chosen iteration");
        foreach (ArmMetrics arm in metrics.Arms)
        {
            table.AddRow(
                Cells(
                    arm.Name,
                    arm.Test.N.ToString(CultureInfo.InvariantCulture),
                    Figures.WithInterval(arm.Test.Waf, arm.Test.WafInterval),
                    Figures.WithInterval(arm.Test.Uar, arm.Test.UarInterval),
                    Figures.Score(arm.Test.Accuracy),
                    Figures.Chosen(arm)));
        }

        return table;
    }

    private static Table Mining(RunMetrics metrics)
    {
        Table table = Plain("arm", "mining iteration", "pseudo-labels", "right", $"out of fold {metrics.Metric.ToUpperInvariant()}", "test", "against the one before");
        foreach ((ArmMetrics arm, IterationMetrics iteration) in metrics.Arms.SelectMany(arm => arm.Iterations.Select(i => (arm, i))))
        {
            table.AddRow(
                Cells(
                    arm.Name,
                    iteration.Iteration.ToString(CultureInfo.InvariantCulture),
                    iteration.PseudoLabelled.ToString("0.#", CultureInfo.InvariantCulture),
                    iteration.PseudoLabelPrecision is { } right ? Figures.Score(right) : "-",
                    Figures.Ranked(iteration.OutOfFold, metrics.Metric),
                    Figures.Ranked(iteration.Test, metrics.Metric),
                    Figures.Verdict(iteration.AgainstPrevious)));
        }

        return table;
    }

    private static void PrintSingleEncoders(IAnsiConsole console, RunMetrics metrics, ArmMetrics arm)
    {
        foreach (SingleModalityMetrics single in arm.SingleModalities)
        {
            string score = Figures.Ranked(single.Test, metrics.Metric);
            console.WriteLine($"{arm.Name}, {single.Encoder} alone ({single.Head}): test {metrics.Metric.ToUpperInvariant()} {score}");
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
