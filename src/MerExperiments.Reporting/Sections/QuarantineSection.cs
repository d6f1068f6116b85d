using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>The media files that could not be read.</summary>
internal sealed class QuarantineSection : IReportSection
{
    /// <inheritdoc/>
    public string Title => "Quarantined files";

    /// <inheritdoc/>
    public void Write(ReportPage page, RunContent run)
    {
        if (run.Manifest.Quarantined.Count == 0)
        {
            return;
        }

        page.Heading(2, Title);
        page.Table(new HtmlTable
        {
            Caption = "Media files that could not be read. The utterance went on without that modality.",
            Columns = [new("Utterance"), new("Encoder"), new("File"), new("Reason")],
            Rows = [.. run.Manifest.Quarantined.Select(file => (IReadOnlyList<HtmlCell>)[file.Utterance, file.Encoder, file.Path, file.Reason])],
            Sortable = true,
        });
    }
}
