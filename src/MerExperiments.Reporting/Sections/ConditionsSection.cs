using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>A table that compares the conditions where there are several, then each condition's own sections.</summary>
/// <param name="sections">What stands in each condition, in order.</param>
public sealed class ConditionsSection(IReadOnlyList<IConditionSection> sections) : IReportSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run)
    {
        if (run.Conditions.Count > 1)
        {
            page.Heading(2, "The conditions at a glance");
            page.Table(ConditionsTable.Of([run], run.Metric));
        }

        foreach (ConditionContent condition in run.Conditions)
        {
            if (run.Conditions.Count > 1)
            {
                page.Heading(2, $"Condition {condition.Name}");
            }

            foreach (IConditionSection section in sections)
            {
                section.Write(page, run, condition);
            }
        }
    }
}
