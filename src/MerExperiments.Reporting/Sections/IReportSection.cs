using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>A part of the report that stands once per run. It writes nothing where it has nothing to say.</summary>
public interface IReportSection
{
    /// <summary>Writes the section.</summary>
    void Write(HtmlPage page, RunContent run);
}
