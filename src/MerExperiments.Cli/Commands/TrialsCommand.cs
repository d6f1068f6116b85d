using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer trials RUN</c>: what a run's sweeps tried, in a table, as CSV or as JSON.</summary>
internal sealed class TrialsCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private const string ByScore = "score", BySeconds = "seconds", ByNumber = "number";

    private readonly Argument<string> _run = new("RUN") { Description = "experiment/run-id, a run id, the unique beginning of one, or latest" };

    private readonly Option<string> _sort = Sort();

    private readonly Option<int?> _top = WholeNumberOption.Create("--top", 1, "Only the first N");

    private readonly Option<bool> _csv = new("--csv") { Description = "As CSV, with a column per parameter" };

    private readonly Option<bool> _json = new("--json") { Description = "As JSON, with the score of each fold" };

    public Command Create()
    {
        var command = new Command("trials", "List the trials of a run, finished or not, best first") { _run, _sort, _top, _csv, _json };
        command.SetAction(Execute);
        return command;
    }

    private static Option<string> Sort()
    {
        var sort = new Option<string>("--sort") { Description = "What comes first: the best score, the most seconds, or the lowest number", HelpName = $"{ByScore}|{BySeconds}|{ByNumber}", DefaultValueFactory = _ => ByScore };
        sort.AcceptOnlyFromAmong(ByScore, BySeconds, ByNumber);
        return sort;
    }

    private int Execute(ParseResult result)
    {
        if (result.GetValue(_csv) && result.GetValue(_json))
        {
            throw new InvalidInputException("command line", "--csv and --json are two forms of the same; take one");
        }

        Workspace workspace = Workspace.Find(result.GetValue(shared.Workspace) ?? services.CurrentFolder);
        RunFolder run = RunArgument.Find(workspace, result.GetRequiredValue(_run));
        Row[] rows = [.. Sorted(RunContent.Read(run).Conditions.SelectMany(RowsOf), result.GetValue(_sort)!).Take(result.GetValue(_top) ?? int.MaxValue)];
        if (result.GetValue(_csv))
        {
            console.Profile.Out.Writer.Write(Csv(rows));
        }
        else if (result.GetValue(_json))
        {
            console.Profile.Out.Writer.WriteLine(Json(rows));
        }
        else
        {
            Print(run, rows);
        }

        return ExitCode.Done;
    }

    private static IEnumerable<Row> RowsOf(ConditionContent condition) =>
        condition.Sweeps.SelectMany(sweep => sweep.Trials.Select(trial => new Row(condition.Name, sweep.OuterFold, sweep.Iteration, trial)));

    /// <summary>A trial without a score comes after all that have one.</summary>
    private static IEnumerable<Row> Sorted(IEnumerable<Row> rows, string by) => by switch
    {
        ByScore => rows.OrderByDescending(row => row.Trial.Result?.Score ?? double.NegativeInfinity),
        BySeconds => rows.OrderByDescending(row => row.Trial.Result?.Seconds ?? -1),
        _ => rows,
    };

    private void Print(RunFolder run, Row[] rows)
    {
        if (rows.Length == 0)
        {
            console.WriteLine($"{RunArgument.NameOf(run)} has no trials yet");
            return;
        }

        bool several = rows.Select(row => (row.Condition, row.OuterFold)).Distinct().Count() > 1;
        Table table = RunSummary.Wrapping([.. several ? ["condition, outer fold"] : Array.Empty<string>(), "iteration/trial", "score", "folds", "seconds", "by", "parameters"]);
        foreach (Row row in rows)
        {
            TrialResult? result = row.Trial.Result;
            table.AddRow(RunSummary.Cells([
                .. several ? [string.Create(CultureInfo.InvariantCulture, $"{row.Condition}, {row.OuterFold}")] : Array.Empty<string>(),
                row.Name,
                result?.Score is { } score ? NumberText.Score(score) : StateOf(row.Trial),
                result is { FoldScores.Count: > 0 } ? $"{NumberText.Score(result.FoldScores.Min())} to {NumberText.Score(result.FoldScores.Max())}" : "-",
                result is null ? "-" : result.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                row.Trial.Spec.ProposedBy,
                result?.Reason ?? string.Join(", ", row.Trial.Spec.Parameters.Select(pair => $"{pair.Key}={(pair.Value.Number is { } number ? number.ToString("G4", CultureInfo.InvariantCulture) : pair.Value.Text)}"))]));
        }

        console.Write(table);
    }

    private static string Csv(Row[] rows)
    {
        string[] parameters = [.. rows.SelectMany(row => row.Trial.Spec.Parameters.Select(pair => pair.Key)).Distinct().Order(StringComparer.Ordinal)];
        return CsvTable.Format(
            ["condition", "outer_fold", "iteration", "trial", "state", "score", "seconds", "proposed_by", "reason", .. parameters],
            rows.Select(row => (string[])[
                row.Condition, Text(row.OuterFold), Text(row.Iteration), row.Trial.Spec.Id, StateOf(row.Trial), Text(row.Trial.Result?.Score), Text(row.Trial.Result?.Seconds),
                row.Trial.Spec.ProposedBy, row.Trial.Result?.Reason ?? "", .. parameters.Select(name => row.Trial.Spec.Parameters.Find(name)?.ToString() ?? "")]));
    }

    private static string Json(Row[] rows) => JsonSerializer.Serialize(
        rows.Select(row => new
        {
            row.Condition,
            row.OuterFold,
            row.Iteration,
            Trial = row.Trial.Spec.Id,
            State = StateOf(row.Trial),
            row.Trial.Result?.Score,
            FoldScores = row.Trial.Result?.FoldScores ?? [],
            row.Trial.Result?.Seconds,
            row.Trial.Spec.ProposedBy,
            row.Trial.Result?.Reason,
            row.Trial.Spec.Parameters,
        }),
        RunJson.Options);

    private static string StateOf(TrialRecord trial) => trial.Result?.State.ToString().ToLowerInvariant() ?? "open";

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private sealed record Row(string Condition, int OuterFold, int Iteration, TrialRecord Trial)
    {
        /// <summary>The trial's name within its condition and outer fold: a number alone means one trial per iteration.</summary>
        public string Name => string.Create(CultureInfo.InvariantCulture, $"{Iteration}/{Trial.Spec.Id}");
    }
}
