using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>A part of the report that stands once per condition. It writes nothing where it has nothing to say.</summary>
public interface IConditionSection
{
    /// <summary>Writes the section, under a heading of <see cref="RunContent.SectionLevel"/>.</summary>
    void Write(HtmlPage page, RunContent run, ConditionContent condition);
}
