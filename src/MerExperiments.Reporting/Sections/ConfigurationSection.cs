using System.Globalization;
using System.Text.Json;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>What produced the run: versions, machine, corpus, and the frozen configuration.</summary>
internal sealed class ConfigurationSection : IReportSection
{
    /// <inheritdoc/>
    public string Title => "Configuration and provenance";

    /// <inheritdoc/>
    public void Write(ReportPage page, RunContent run)
    {
        RunManifest manifest = run.Manifest;
        page.Heading(2, Title);
        page.Table(new HtmlTable
        {
            Caption = "What produced this run.",
            Columns = [new("What"), new("Value")],
            Rows = [.. Facts(manifest).Select(fact => (IReadOnlyList<HtmlCell>)[fact.Name, fact.Value])],
        });
        if (manifest.Configuration.ValueKind != JsonValueKind.Undefined)
        {
            page.Preformatted("Frozen configuration (run.json)", JsonSerializer.Serialize(manifest.Configuration, RunJson.Options));
        }
    }

    private static IEnumerable<(string Name, string Value)> Facts(RunManifest manifest)
    {
        yield return ("Command", manifest.Provenance.Command);
        yield return ("State", manifest.State.ToString().ToLowerInvariant());
        yield return ("Started", manifest.Provenance.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        yield return ("Wall time, all resumptions", NumberText.Duration(manifest.Seconds));
        yield return ("Toolkit", manifest.Provenance.Toolkit);
        yield return ("Runtime", manifest.Provenance.Runtime);
        yield return ("Platform", $"{manifest.Provenance.Platform}, {manifest.Provenance.Processors} logical processors");
        yield return ("Corpus SHA-256", manifest.CorpusHash ?? "not read yet");
    }
}
