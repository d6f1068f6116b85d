using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Notes;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Sections;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Reporting;

/// <summary>Writes one HTML file that sets several runs side by side: scores with intervals, paired tests where they scored the same utterances, what differs in their configuration, and what forbids comparing.</summary>
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
        var page = new ReportPage($"Comparison of {runs.Count} runs");
        string[] experiments = [.. runs.Select(run => run.Manifest.Experiment).Distinct()];
        page.Paragraph(string.Join(" · ", experiments), "kicker");
        page.Heading(1, $"{runs.Count} runs side by side");
        RunTests tests = RunTests.Of(runs);
        page.Box("know", () =>
        {
            page.Heading(2, "What a reader must know");
            page.Notes(ComparisonNotes.Of(runs, tests));
        });
        WriteScores(page, runs);
        WriteTests(page, tests);
        WriteDifferences(page, runs);
        WriteAnswers(page, runs);
        return page.ToString();
    }

    private static void WriteScores(ReportPage page, IReadOnlyList<RunContent> runs)
    {
        ScoreBarsData data = ScoreBarsData.OfRuns(runs);
        page.Heading(2, "Scores on the test part");
        if (data.Bars.Count > 0)
        {
            page.Chart(
                ScoreBarsFigure.Draw(data, null),
                "Test scores: " + string.Join(", ", data.Bars.Select(bar => $"{bar.Name} {NumberText.Score(bar.Score.Value)}")),
                "Final ensembles. Intervals that overlap do not show that two runs are equal; a paired test on the same utterances tells more.",
                110 + (52 * data.Bars.Count));
        }

        page.Table(ConditionsSection.TableOf(runs, data.Metric));
    }

    private static void WriteTests(ReportPage page, RunTests tests)
    {
        if (tests.Comparisons.Count > 0)
        {
            page.Heading(2, "Paired tests on the test part");
            page.Table(PairedTestsSection.TableOf(tests.Comparisons));
        }
    }

    private static void WriteDifferences(ReportPage page, IReadOnlyList<RunContent> runs)
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

    private static void WriteAnswers(ReportPage page, IReadOnlyList<RunContent> runs)
    {
        page.Heading(2, "What each run answers");
        page.Table(new HtmlTable
        {
            Caption = "Question and answer of each run.",
            Columns = [new("Run"), new("Question"), new("Answer"), HtmlColumn.Number("Wall time")],
            Rows = [.. runs.Select(run => (IReadOnlyList<HtmlCell>)
                [
                    run.Name,
                    run.Question,
                    run.Metrics is { } metrics ? AnswerText.Of(metrics) : "No answer yet: the run has not finished.",
                    new HtmlCell(NumberText.Duration(run.Manifest.Seconds), run.Manifest.Seconds),
                ])],
        });
    }
}
