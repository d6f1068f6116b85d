using System.Text.Json;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tensors;
using MerExperiments.Runs;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>A language model trained from scratch: a shape, and a vocabulary learned from the training rows' transcripts, the prompt and the class names.</summary>
/// <remarks>A token's first vector is drawn from its letters, not from its place: models with other vocabularies, as those of other folds, start from the same vector
/// for the same word.</remarks>
/// <param name="shape">The shape; its <see cref="LanguageModelConfiguration.VocabularySize"/> is the most tokens that are learned, and becomes the number there are.</param>
internal sealed class ScratchLanguageModel(LanguageModelConfiguration shape) : ILanguageModelSource
{
    /// <inheritdoc/>
    public LanguageModelParts Prepare(JointRows rows, LabelSet labels, AudioTextOptions options, NamedSeed seed)
    {
        if (shape.VocabularySize < LearnedVocabulary.LeastSize)
        {
            throw new InvalidInputException("audioText.vocabulary", FormattableString.Invariant($"is {shape.VocabularySize}; it must be {LearnedVocabulary.LeastSize} or more"));
        }

        LearnedVocabulary vocabulary = LearnedVocabulary.Learn([.. rows.Texts.OfType<string>(), .. labels.Names, options.Prompt], shape.VocabularySize);
        TextTokenizer tokenizer = Opened(vocabulary);
        LanguageModelConfiguration configuration = shape with { VocabularySize = tokenizer.VocabularySize };
        return new LanguageModelParts
        {
            Configuration = configuration,
            Tokenizer = tokenizer,
            SaveTokenizer = vocabulary.WriteTo,
            Load = weights => DrawEmbedding(weights[configuration.Family.Embedding], vocabulary.Tokens, seed),
            Identity = $"from scratch {JsonSerializer.Serialize(configuration, RunJson.Options)} {vocabulary.Sha256}",
        };
    }

    /// <summary>A tokenizer opens from files alone; these are needed no longer than that.</summary>
    private static TextTokenizer Opened(LearnedVocabulary vocabulary)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vocabulary-");
        try
        {
            vocabulary.WriteTo(folder.FullName);
            return SavedTokenizer.Open(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void DrawEmbedding(Tensor embedding, IReadOnlyList<string> tokens, NamedSeed seed)
    {
        using var scope = NewDisposeScope();
        using IDisposable quiet = no_grad();
        int hidden = (int)embedding.shape[1];
        float[] values = new float[tokens.Count * hidden];
        for (int i = 0; i < tokens.Count; i++)
        {
            Random random = seed.For("token " + tokens[i]).ToRandom();
            foreach (ref float value in values.AsSpan(i * hidden, hidden))
            {
                value = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) / Math.Sqrt(hidden));
            }
        }

        embedding.narrow(0, 0, tokens.Count).copy_(TorchData.Copy(values, embedding.device, tokens.Count, hidden));
    }
}
