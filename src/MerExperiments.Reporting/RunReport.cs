using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Sections;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Reporting;

/// <summary>Writes a run's report: one HTML file that loads nothing, of a finished run or of one that was stopped or is still under way.</summary>
public static class RunReport
{
    /// <summary>The sections that come with the toolkit, in their order.</summary>
    public static IReadOnlyList<IReportSection> BuiltInSections { get; } =
    [
        new AnswerSection(),
        new ConditionsSection(),
        new MiningIterationsSection(),
        new PairedTestsSection(),
        new SingleEncodersSection(),
        new ClassesSection(),
        new EnsembleSection(),
        new TrialsSection(),
        new ConfigurationSection(),
        new QuarantineSection(),
    ];

    /// <summary>Reads a run folder and writes its report; the file is whole or absent. The same folder gives the same bytes.</summary>
    /// <param name="run">The run folder, with at least run.json.</param>
    /// <param name="path">The file to write or replace; some 4 MB.</param>
    /// <param name="sections">What the report holds, in this order; null for <see cref="BuiltInSections"/>. One that throws is replaced by a line that names it and the error.</param>
    /// <exception cref="InvalidInputException">A file of the run is not of its shape.</exception>
    /// <exception cref="IOException">run.json cannot be read, or the file cannot be written.</exception>
    public static void Write(RunFolder run, string path, IReadOnlyList<IReportSection>? sections = null) =>
        AtomicFile.WriteText(path, Build(RunContent.Read(run), sections));

    /// <summary>The report of a run that was read before.</summary>
    internal static string Build(RunContent run, IReadOnlyList<IReportSection>? sections = null)
    {
        var page = new ReportPage($"{run.Manifest.Experiment} {run.Manifest.RunId}");
        foreach (IReportSection section in sections ?? BuiltInSections)
        {
            if (page.Attempt(() => section.Write(page, run)) is { } error)
            {
                page.Paragraph($"The section \"{NameOf(section)}\" could not be written: {error.Message.ReplaceLineEndings(" ")}", "warning");
            }
        }

        return page.ToString();
    }

    /// <summary>A section's title, or its type where even the title throws.</summary>
    private static string NameOf(IReportSection section)
    {
        try
        {
            return section.Title;
        }
        catch (Exception)
        {
            return section.GetType().Name;
        }
    }
}
