using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>A table that compares the arms where there are several, then each arm's own sections.</summary>
/// <param name="sections">What stands in each arm, in order.</param>
public sealed class ArmsSection(IReadOnlyList<IArmSection> sections) : IReportSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run)
    {
        if (run.Arms.Count > 1)
        {
            page.Heading(2, "The arms at a glance");
            page.Table(ArmsTable.Of([run], run.Metric));
        }

        foreach (ArmContent arm in run.Arms)
        {
            if (run.Arms.Count > 1)
            {
                page.Heading(2, $"Arm {arm.Name}");
            }

            foreach (IArmSection section in sections)
            {
                section.Write(page, run, arm);
            }
        }
    }
}
