using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>A part of a run's report. One object may write several reports, one after another.</summary>
public interface IReportSection
{
    /// <summary>What the section is called: its heading where it has one, and its name where it fails.</summary>
    string Title { get; }

    /// <summary>Writes the section, its heading of level 2 included; nothing where the run has nothing to show.</summary>
    /// <param name="page">The page, which encodes all text. What a section wrote before it threw is taken back, and one line says so.</param>
    /// <param name="run">The run, which may be unfinished: then metrics are null and trials may lack results.</param>
    void Write(ReportPage page, RunContent run);
}

/// <summary>A section that stands for each condition of a run; below a heading of the condition's own where there are several.</summary>
internal abstract class ConditionSection : IReportSection
{
    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public void Write(ReportPage page, RunContent run)
    {
        ConditionContent[] shown = [.. run.Conditions.Where(Shows)];
        if (shown.Length > 0)
        {
            page.Heading(2, Title);
        }

        foreach (ConditionContent condition in shown)
        {
            if (run.Conditions.Count > 1)
            {
                page.Heading(3, $"Condition {condition.Name}");
            }

            Write(page, run, condition);
        }
    }

    /// <summary>Whether there is something to show of a condition.</summary>
    protected abstract bool Shows(ConditionContent condition);

    /// <summary>Writes what there is to show.</summary>
    protected abstract void Write(ReportPage page, RunContent run, ConditionContent condition);
}
