using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>The box of what a reader must know before trusting a number.</summary>
public sealed class NotesSection : IReportSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run)
    {
        page.OpenBox("know");
        page.Heading(2, "What a reader must know");
        page.Notes(ReaderNotes.Of(run));
        page.CloseBox();
    }
}
