using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Sections;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Reporting;

/// <summary>Writes a run's report: one HTML file that loads nothing, of a finished run or of one that is still under way.</summary>
public static class RunReport
{
    private static readonly IReportSection[] Sections =
    [
        new AnswerSection(),
        new NotesSection(),
        new ConditionsSection(
        [
            new Figure5Section(),
            new PairedTestsSection(),
            new ModalitySection(),
            new ClassesSection(),
            new EnsembleSection(),
            new TrialsSection(),
        ]),
        new ConfigurationSection(),
        new QuarantineSection(),
    ];

    /// <summary>Reads a run folder and writes its report; the file is whole or absent. The same folder gives the same bytes.</summary>
    /// <param name="run">The run folder, with at least run.json.</param>
    /// <param name="path">The file to write or replace; some 4 MB.</param>
    /// <exception cref="InvalidInputException">A file of the run is not of its shape.</exception>
    /// <exception cref="IOException">run.json cannot be read, or the file cannot be written.</exception>
    public static void Write(RunFolder run, string path) => AtomicFile.WriteText(path, Build(RunContent.Read(run)));

    /// <summary>The report of a run that was read before.</summary>
    public static string Build(RunContent run)
    {
        var page = new HtmlPage($"{run.Manifest.Experiment} {run.Manifest.RunId}");
        foreach (IReportSection section in Sections)
        {
            section.Write(page, run);
        }

        return page.ToString();
    }
}
