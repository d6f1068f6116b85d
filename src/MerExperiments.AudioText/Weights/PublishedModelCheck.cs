using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>Looks through a published language model's folder before anything is trained: configuration, tokenizer, and the weights' names and shapes. No weight is read.</summary>
public static class PublishedModelCheck
{
    private const string NoModel = "none";

    /// <summary>All that would keep the model that options name from being trained. A model from scratch has no such fault: it takes rows of any length.</summary>
    /// <param name="options">The options, each in its range.</param>
    /// <param name="modelsRoot">The folder that published models lie below.</param>
    public static IReadOnlyList<Fault> Of(AudioTextOptions options, string modelsRoot)
    {
        if (!options.IsPublished)
        {
            return [];
        }

        string folder = Path.GetFullPath(options.Model, modelsRoot);
        IEnumerable<Fault> vocabulary = options.Vocabulary is { } size
            ? [new Fault("audioText.vocabulary", $"is {size}, but {options.Model} is no preset, and a published model has its own vocabulary; leave it out")]
            : [];
        return [.. vocabulary, .. Directory.Exists(folder) ? Of(folder, options.LongestRow, options.Adapters) : [Absent(options.Model, folder)]];
    }

    /// <summary>All that would keep the model in a folder from being trained; empty where nothing would.</summary>
    /// <param name="folder">The folder, as it was downloaded.</param>
    /// <param name="longestRow">The most positions of one row.</param>
    /// <param name="adapters">The adapters; null where there are none.</param>
    internal static IReadOnlyList<Fault> Of(string folder, int longestRow, LowRankOptions? adapters = null)
    {
        var faults = new List<Fault>();
        LanguageModelConfiguration? model = Read(() => LanguageModelConfigurationReader.Read(Path.Combine(folder, "config.json")), faults);
        TextTokenizer? tokenizer = Read(() => TextTokenizer.Open(PublishedTokenizer.CardOf(folder), folder), faults);
        if (model is null)
        {
            return faults;
        }

        faults.AddRange(tokenizer is null ? [] : TokenizerAgreement.Check(tokenizer, model, folder));
        Read(() => CheckWeights(folder, model), faults);
        faults.AddRange(adapters is null ? [] : LanguageModel.AdapterFaults(model, adapters));
        if (longestRow > model.ContextLength)
        {
            faults.Add(new Fault(folder, FormattableString.Invariant(
                $"reads {model.ContextLength} positions; the longest row, with sound, words, prompt and answer, needs {longestRow}: lower audioText.longestAudio or audioText.longestText")));
        }

        return faults;
    }

    private static Fault Absent(string model, string folder)
    {
        string[] names = [.. LanguageModelPresets.Names, NoModel];
        string near = NearestName.Of(model, names) is { } name ? $"; did you mean \"{name}\"?" : "";
        return new Fault(
            "audioText.model",
            $"is \"{model}\", and {folder} is no folder; it must be one of {string.Join(", ", names)}, or the folder of a published model below models.root{near}");
    }

    /// <summary>Each tensor that is wanted is one number seen in its shape: no memory is taken.</summary>
    private static LanguageModelConfiguration CheckWeights(string folder, LanguageModelConfiguration model)
    {
        using DisposeScope scope = NewDisposeScope();
        var wanted = LanguageModel.Shapes(model).ToDictionary(weight => weight.Name, weight => zeros(1).expand(weight.Shape), StringComparer.Ordinal);
        PublishedWeights.Check(folder, wanted, model.Family);
        return model;
    }

    private static T? Read<T>(Func<T> read, List<Fault> faults)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults);
            return null;
        }
    }
}
