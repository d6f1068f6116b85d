using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Sections;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Reporting;

/// <summary>Writes one HTML file that sets several runs side by side: scores with intervals, what differs in their configuration, and what forbids comparing.</summary>
public static class ComparisonReport
{
    /// <summary>Reads the run folders and writes the page; the file is whole or absent.</summary>
    /// <param name="runs">Two runs or more, in the order to show; the first one's metric is used for all.</param>
    /// <param name="path">The file to write or replace.</param>
    /// <exception cref="ArgumentException">Fewer than two runs are given.</exception>
    /// <exception cref="InvalidInputException">A file of a run is not of its shape.</exception>
    public static void Write(IReadOnlyList<RunFolder> runs, string path)
    {
        if (runs.Count < 2)
        {
            throw new ArgumentException($"{runs.Count} runs are given; a comparison needs 2 or more", nameof(runs));
        }

        AtomicFile.WriteText(path, Build([.. runs.Select(RunContent.Read)]));
    }

    private static string Build(IReadOnlyList<RunContent> runs)
    {
        var page = new HtmlPage($"Comparison of {runs.Count} runs");
        string[] experiments = [.. runs.Select(run => run.Manifest.Experiment).Distinct()];
        page.Paragraph(string.Join(" · ", experiments), "kicker");
        page.Heading(1, $"{runs.Count} runs side by side");
        page.OpenBox("know");
        page.Heading(2, "What a reader must know");
        page.Notes(ComparisonNotes.Of(runs));
        page.CloseBox();
        WriteScores(page, runs);
        WriteDifferences(page, runs);
        WriteAnswers(page, runs);
        return page.ToString();
    }

    private static void WriteScores(HtmlPage page, IReadOnlyList<RunContent> runs)
    {
        ComparisonData data = ComparisonData.From(runs);
        page.Heading(2, "Scores on the test part");
        if (data.Bars.Count > 0)
        {
            page.Chart(
                ScoreBarsFigure.Draw(data.Metric, [.. data.Bars.Reverse()], null),
                "Test scores: " + string.Join(", ", data.Bars.Select(bar => $"{bar.Name} {NumberText.Score(bar.Score)}")),
                "Final ensembles. Intervals that overlap do not show that two runs are equal; a paired test on the same utterances decides.",
                110 + (52 * data.Bars.Count));
        }

        page.Table(ConditionsTable.Of(runs, data.Metric));
    }

    private static void WriteDifferences(HtmlPage page, IReadOnlyList<RunContent> runs)
    {
        IReadOnlyList<ConfigurationDifference> differences = ConfigurationDifference.Between([.. runs.Select(run => run.Manifest.Configuration)]);
        page.Heading(2, "What differs in the configuration");
        if (differences.Count == 0)
        {
            page.Paragraph("Nothing: the frozen configurations are equal.");
            return;
        }

        page.Table(new HtmlTable
        {
            Caption = "Settings that are not the same in all runs.",
            Columns = [new("Setting"), .. runs.Select(run => new HtmlColumn(run.Manifest.RunId))],
            Rows = [.. differences.Select(difference => (IReadOnlyList<HtmlCell>)[difference.Path, .. difference.Values.Select(value => (HtmlCell)(value ?? "absent"))])],
        });
    }

    private static void WriteAnswers(HtmlPage page, IReadOnlyList<RunContent> runs)
    {
        page.Heading(2, "What each run answers");
        page.Table(new HtmlTable
        {
            Caption = "Question and answer of each run.",
            Columns = [new("Run"), new("Question"), new("Answer"), HtmlColumn.Number("Wall time")],
            Rows = [.. runs.Select(run => (IReadOnlyList<HtmlCell>)
                [
                    $"{run.Manifest.Experiment}/{run.Manifest.RunId}",
                    run.Question,
                    run.Metrics?.Answer ?? "No answer yet: the run has not finished.",
                    new HtmlCell(NumberText.Duration(run.Manifest.Seconds), run.Manifest.Seconds),
                ])],
        });
    }
}
