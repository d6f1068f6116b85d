using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Training;
using MerExperiments.AudioText.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class LanguageModelSourceTests : IDisposable
{
    private const string Tokenizer = """
        { "added_tokens": [ { "id": 0, "content": "[UNK]", "special": true } ],
          "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true },
          "pre_tokenizer": { "type": "BertPreTokenizer" },
          "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": { "[UNK]": 0, "great": 1, "awful": 2, "sincere": 3, "ironic": 4, "emotion": 5, ":": 6 } } }
        """;

    private static readonly JointRows Rows = ToneAndWords.Rows(24);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_FromScratch_KnowsTheRowsWordsAndNoOthers()
    {
        LanguageModelParts parts = Scratch(Rows);
        Assert.Equal(parts.Tokenizer.VocabularySize, parts.Configuration.VocabularySize);
        Assert.DoesNotContain(1, parts.Tokenizer.Content("leave me alone sincere: emotion"));
        Assert.Contains(1, parts.Tokenizer.Content("quiz"));
    }

    [Fact]
    public void Prepare_FromScratchOfOtherRows_StartsEqualWordsAtEqualVectors()
    {
        LanguageModelParts all = Scratch(Rows), some = Scratch(Rows.Select([0, 2, 4, 6, 8, 10]));
        Assert.NotEqual(all.Configuration.VocabularySize, some.Configuration.VocabularySize);
        Assert.Equal(VectorOf(all, "great"), VectorOf(some, "great"));
        Assert.NotEqual(VectorOf(all, "great"), VectorOf(all, "day"));
    }

    [Fact]
    public void Prepare_FromScratch_DrawsVectorsOfUnitLength()
    {
        LanguageModelParts parts = Scratch(Rows);
        using Tensor embedding = zeros(parts.Configuration.VocabularySize, parts.Configuration.HiddenSize);
        parts.Load(new Dictionary<string, Tensor> { ["model.embed_tokens.weight"] = embedding });
        Assert.Equal(1, embedding.norm(1, false, 2).mean().ToDouble(), 0.05);
    }

    [Fact]
    public void Fit_OfAPublishedFolder_StartsFromItsWeightsAndIsSavedWhole()
    {
        Publish();
        AudioTextOptions options = ToneAndWords.Options with { Model = _folder.Root, Vocabulary = null };
        using FittedJointModel fitted = new JointTrainer(LanguageModelSource.Of(options, "/"), options, ToneAndWords.Seed).Fit(Rows, ToneAndWords.Labels);
        fitted.Save(_folder.At("fitted"));
        using FittedJointModel loaded = FittedJointModel.Load(_folder.At("fitted"));
        Assert.Equal(fitted.Encode(Rows).Features, loaded.Encode(Rows).Features);
        Assert.Equal(ReferenceEmbedding(), loaded.Model.Language.Weights["model.embed_tokens.weight"].data<float>().ToArray());
    }

    private static LanguageModelParts Scratch(JointRows rows) =>
        new ScratchLanguageModel(LanguageModelPresets.Of("tiny", 200)).Prepare(rows, ToneAndWords.Labels, ToneAndWords.Options, new NamedSeed(4));

    private static float[] VectorOf(LanguageModelParts parts, string word)
    {
        using Tensor embedding = zeros(parts.Configuration.VocabularySize, parts.Configuration.HiddenSize);
        parts.Load(new Dictionary<string, Tensor> { ["model.embed_tokens.weight"] = embedding });
        return embedding[Assert.Single(parts.Tokenizer.Content(word))].data<float>().ToArray();
    }

    private static float[] ReferenceEmbedding()
    {
        using var file = SafetensorsCheckpoint.Open(ReferenceModel.PathOf("llama-tiny", "model.safetensors"));
        using Tensor embedding = zeros(71, 48);
        file.ReadInto("model.embed_tokens.weight", embedding);
        return embedding.data<float>().ToArray();
    }

    private void Publish()
    {
        File.WriteAllText(_folder.At("tokenizer.json"), Tokenizer);
        foreach (string file in new[] { "config.json", "model.safetensors" })
        {
            File.Copy(ReferenceModel.PathOf("llama-tiny", file), _folder.At(file));
        }
    }
}
