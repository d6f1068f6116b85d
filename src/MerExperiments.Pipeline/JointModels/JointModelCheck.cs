using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Weights;
using MerExperiments.Features;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>What would keep an experiment's joint model from being trained, found before anything is computed.</summary>
internal static class JointModelCheck
{
    /// <summary>All faults; none where the experiment has no joint model. A preset has none: it takes rows of any length.</summary>
    public static IEnumerable<Fault> Of(ExperimentConfiguration configuration)
    {
        if (configuration.JointModel is not { } section || LanguageModelPresets.Names.Contains(section.Model))
        {
            return [];
        }

        string folder = Path.GetFullPath(section.Model, configuration.Models.Root);
        JointModelSettings settings = JointModelSettings.Of(section, configuration.Models.Root, default);
        IEnumerable<Fault> faults = Directory.Exists(folder) ? PublishedModelCheck.Of(folder, settings.LongestRow, settings.Options.LowRank) : [Absent(section, folder)];
        return [.. Vocabulary(section), .. faults.Select(AudioTextKeys.Of)];
    }

    /// <summary>Names the content of a published model's files; empty for a preset, whose name says everything.</summary>
    /// <param name="settings">The model.</param>
    /// <param name="store">The feature store, in which hashes of files are kept.</param>
    public static string ContentOf(JointModelSettings settings, string store) => settings.IsPublished
        ? MediaHash.Of([.. Directory.EnumerateFiles(settings.Model).Order(StringComparer.Ordinal)], store, Environment.ProcessorCount, CancellationToken.None)
        : "";

    private static Fault Absent(AudioTextSection section, string folder)
    {
        string[] names = [.. LanguageModelPresets.Names, NamesAttribute.None];
        string near = NearestName.Of(section.Model, names) is { } name ? $"; did you mean \"{name}\"?" : "";
        return new Fault(
            "audioText.model",
            $"is \"{section.Model}\", and {folder} is no folder; it must be one of {string.Join(", ", names)}, or the folder of a published model below models.root{near}");
    }

    private static IEnumerable<Fault> Vocabulary(AudioTextSection section) => section.Vocabulary is { } size
        ? [new Fault("audioText.vocabulary", $"is {size}, but {section.Model} is no preset, and a published model has its own vocabulary; leave it out")]
        : [];
}
