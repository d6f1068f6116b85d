using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>Looks through a published language model's folder before anything is trained: configuration, tokenizer, and the weights' names and shapes. No weight is read.</summary>
public static class PublishedModelCheck
{
    /// <summary>All that would keep the model from being trained; empty where nothing would.</summary>
    /// <param name="folder">The folder, as it was downloaded.</param>
    /// <param name="longestRow">The most positions of one row.</param>
    /// <param name="adapters">The adapters; null where there are none.</param>
    public static IReadOnlyList<Fault> Of(string folder, int longestRow, LowRankOptions? adapters = null)
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
                $"reads {model.ContextLength} positions; the longest row, with sound, words, prompt and answer, needs {longestRow}: lower longestAudio or longestText")));
        }

        return faults;
    }

    /// <summary>Each tensor that is wanted is one number seen in its shape: no memory is taken.</summary>
    private static LanguageModelConfiguration CheckWeights(string folder, LanguageModelConfiguration model)
    {
        using DisposeScope scope = NewDisposeScope();
        PublishedWeights.Check(folder, LanguageModel.Shapes(model).ToDictionary(weight => weight.Name, weight => zeros(1).expand(weight.Shape), StringComparer.Ordinal));
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
