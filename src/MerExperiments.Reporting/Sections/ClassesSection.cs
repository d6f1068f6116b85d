using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;

namespace MerExperiments.Reporting.Sections;

/// <summary>The confusion matrix and the scores per class of the final ensemble.</summary>
internal sealed class ClassesSection : ConditionSection
{
    /// <inheritdoc/>
    public override string Title => "Classes: what is confused with what";

    /// <inheritdoc/>
    protected override bool Shows(ConditionContent condition) => TestOf(condition) is not null;

    /// <inheritdoc/>
    protected override void Write(ReportPage page, RunContent run, ConditionContent condition)
    {
        ScoredSet test = TestOf(condition)!;
        int height = 180 + (44 * test.PerClass.Count);
        page.Box("pair", () =>
        {
            WriteConfusion(page, ConfusionData.From(test), height);
            WritePerClass(page, PerClassData.From(test, condition.BestSingle), height);
        });
        page.Table(Table(test));
    }

    private static ScoredSet? TestOf(ConditionContent condition) => condition.Metrics?.Test ?? condition.Chosen?.Test;

    private static void WriteConfusion(ReportPage page, ConfusionData data, int height)
    {
        string worst = data.WorstConfusion() is { } cell
            ? $"Most confused: {cell.True} taken for {cell.Predicted} ({NumberText.Percent(cell.Share)} of its row)."
            : "Nothing was confused.";
        page.Chart(ConfusionFigure.Draw(data), $"Confusion matrix, n = {data.N}. {worst}", $"Text: counts. Colour: share of the row, the true class, from 0 (pale) to 1 (dark). {worst}", height);
    }

    private static void WritePerClass(ReportPage page, PerClassData data, int height) => page.Chart(
        PerClassFigure.Draw(data),
        "F1 per class of the ensemble: " + string.Join(", ", data.Labels.Select((label, i) => $"{label} {NumberText.Score(data.Ensemble[i])}")),
        "F1 per class on the test part; n = how many utterances truly have the class.",
        height);

    private static HtmlTable Table(ScoredSet test) => new()
    {
        Caption = $"Counts, rows = true class, columns = predicted class, with the scores per class; {MetricText.Labels(test.ScoredOn)}.",
        Columns =
        [
            new("True class"),
            .. test.PerClass.Select(score => HtmlColumn.Number($"as {score.Label}")),
            HtmlColumn.Number("n"), HtmlColumn.Number("Precision"), HtmlColumn.Number("Recall"), HtmlColumn.Number("F1"),
        ],
        Rows = [.. test.PerClass.Select((score, row) => Row(score, test.Confusion[row], row))],
    };

    private static IReadOnlyList<HtmlCell> Row(ClassScore score, IReadOnlyList<int> counts, int diagonal) =>
    [
        score.Label,
        .. counts.Select((count, i) => new HtmlCell(count.ToString(CultureInfo.InvariantCulture), count, i == diagonal ? "best" : null)),
        score.Support,
        HtmlCell.Score(score.Precision),
        HtmlCell.Score(score.Recall),
        HtmlCell.Score(score.F1),
    ];
}
