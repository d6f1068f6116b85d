using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>A part of the report that stands once per arm. It writes nothing where it has nothing to say.</summary>
public interface IArmSection
{
    /// <summary>Writes the section, under a heading of <see cref="RunContent.SectionLevel"/>.</summary>
    void Write(HtmlPage page, RunContent run, ArmContent arm);
}
