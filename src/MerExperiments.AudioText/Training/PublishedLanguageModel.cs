using System.Text.Json;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Weights;
using MerExperiments.Runs;
using MerExperiments.Tokenizers;

namespace MerExperiments.AudioText.Training;

/// <summary>A published language model's folder: <c>config.json</c>, safetensors and a tokenizer.</summary>
/// <param name="folder">The folder, as it was downloaded.</param>
internal sealed class PublishedLanguageModel(string folder) : ILanguageModelSource
{
    /// <inheritdoc/>
    public LanguageModelParts Prepare(JointRows rows, LabelSet labels, AudioTextOptions options, NamedSeed seed)
    {
        LanguageModelConfiguration configuration = LanguageModelConfigurationReader.Read(Path.Combine(folder, "config.json"));
        TokenizerCard card = PublishedTokenizer.CardOf(folder);
        TextTokenizer tokenizer = TextTokenizer.Open(card, folder);
        InvalidInputException.ThrowIfAny(TokenizerAgreement.Check(tokenizer, configuration, folder));
        return new LanguageModelParts
        {
            Configuration = configuration,
            Tokenizer = tokenizer,
            SaveTokenizer = target => SavedTokenizer.Save(card, folder, target),
            Load = weights => PublishedWeights.Load(folder, weights, configuration.Family),
            Identity = $"published {JsonSerializer.Serialize(configuration, RunJson.Options)} {string.Join(' ', TextTokenizer.HashesOf(card, folder))} {Files()}",
        };
    }

    /// <summary>Names and lengths of the weights' files: reading tens of gigabytes for a hash at every start would cost more than it tells.</summary>
    private string Files() => string.Join(' ', new DirectoryInfo(folder).GetFiles("*.safetensors").OrderBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => FormattableString.Invariant($"{file.Name}:{file.Length}")));
}
