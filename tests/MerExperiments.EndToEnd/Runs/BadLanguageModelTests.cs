using System.Globalization;
using System.Text;
using MerExperiments.EndToEnd.Structure;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>A published language model that cannot be fine-tuned, as <c>mer finetune</c> refuses it: by name, with what to do, before anything is written.</summary>
public sealed class BadLanguageModelTests : IDisposable
{
    private const string Catalogue =
        """
        { "experiments": { "small": { "question": "q", "folds": 2, "encoders": ["char-ngrams"], "models": { "root": "." },
          "corpus": { "kind": "manifest", "manifest": "clips.csv", "labels": ["low", "high"] },
          "audioText": { "model": "language", "audio": "none", "longestAudio": 1, "longestText": 32 },
          "sweep": { "heads": ["maximum-entropy"], "trials": 2 }, "ensemble": { "size": 2 } } } }
        """;

    private readonly SmallWorkspace _workspace = new(Catalogue);

    public BadLanguageModelTests()
    {
        Directory.CreateDirectory(At(""));
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            File.Copy(Path.Combine(Checkout.Root, "tests", "MerExperiments.AudioText.Tests", "Reference", "llama-tiny", file), At(file));
        }

        WriteTokenizer(words: 8);
        WriteCorpus("well well");
    }

    [Fact]
    public void FineTune_GoodModel_TrainsIt()
    {
        (int exitCode, _, string errors) = FineTune("--set", "audioText.epochs=1");

        Assert.Equal((0, ""), (exitCode, errors));
    }

    [Fact]
    public void FineTune_ConfigurationOfAnUnknownFamily_NamesThoseThatAreKnown()
    {
        File.WriteAllText(At("config.json"), File.ReadAllText(At("config.json")).Replace("\"llama\"", "\"lama\"", StringComparison.Ordinal));

        AssertRefused("is \"lama\", which is not a family that can be read; it must be one of: qwen2, llama, baichuan");
    }

    [Fact]
    public void FineTune_TensorMissingAndAnotherExtra_NamesBoth()
    {
        ChangeWeights(text => text.Replace("\"model.norm.weight\"", "\"model.nurm.weight\"", StringComparison.Ordinal));

        AssertRefused("model.norm.weight", "model.nurm.weight");
    }

    [Fact]
    public void FineTune_TensorsOfAnotherShape_NamesThemAndBothShapes()
    {
        File.WriteAllText(At("config.json"), File.ReadAllText(At("config.json")).Replace("\"intermediate_size\": 96", "\"intermediate_size\": 95", StringComparison.Ordinal));

        AssertRefused("model.layers.0.mlp.gate_proj.weight", "[96, 48]", "[95, 48]");
    }

    [Fact]
    public void FineTune_WeightsCutShort_NamesTheFile()
    {
        File.WriteAllBytes(At("model.safetensors"), File.ReadAllBytes(At("model.safetensors"))[..^100]);

        AssertRefused("model.safetensors", "but the file holds");
    }

    [Fact]
    public void FineTune_HeaderThatClaimsMoreThanThereCanBe_IsRefusedWithoutTakingMemory()
    {
        byte[] bytes = File.ReadAllBytes(At("model.safetensors"));
        bytes.AsSpan(0, 8).Fill(0xff);
        File.WriteAllBytes(At("model.safetensors"), bytes);

        AssertRefused("model.safetensors", "must be 100000000 or less");
    }

    [Fact]
    public void FineTune_RangesThatOverlap_AreNamed()
    {
        ChangeWeights(text => text.Replace("[13632,27264]", "[13628,27260]", StringComparison.Ordinal));

        AssertRefused("\"model.embed_tokens.weight\"", "begins at data byte 13628 and overlaps the tensor before it, which ends at 13632");
    }

    [Fact]
    public void FineTune_TokenizerWithMoreTokensThanTheEmbedding_SaysBothSizes()
    {
        WriteTokenizer(words: 200);

        AssertRefused("is a tokenizer of ids up to 199, but the language model's embedding has 71 rows (vocab_size); take the tokenizer that was published with the model");
    }

    [Fact]
    public void FineTune_RowsLongerThanTheContext_SaysWhichKeysToLower()
    {
        AssertRefused(["reads 256 positions", "needs 1065: lower audioText.longestAudio or audioText.longestText"], "--set", "audioText.longestText=1000");
    }

    [Fact]
    public void FineTune_AdaptersOfNoMatrixOfTheModel_NamesTheKeyAndThoseItHas()
    {
        AssertRefused(["audioText.lowRank.targets: is [W_pack]; a Llama model has: q_proj, k_proj"], "--set", "audioText.lowRank.targets=W_pack");
    }

    [Fact]
    public void FineTune_NeitherSoundNorWords_SaysWhatToGive()
    {
        WriteCorpus("");

        AssertRefused("audioText.audio: is none, and no utterance of clips has a transcript", "name the encoder it hears, such as mel-frames, or give the corpus transcripts");
    }

    public void Dispose() => _workspace.Dispose();

    private string At(string file) => Path.Combine(_workspace.Root, "language", file);

    private (int ExitCode, string Output, string Errors) FineTune(params string[] options) => Mer.Run(_workspace.Root, ["finetune", "small", .. options]);

    private void AssertRefused(params string[] expected) => AssertRefused(expected, []);

    private void AssertRefused(string[] expected, params string[] options)
    {
        (int exitCode, _, string errors) = FineTune(options);

        Assert.Equal(2, exitCode);
        Assert.All(expected, part => Assert.Contains(part, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_workspace.Root, "datasets", "audio-text")));
    }

    /// <summary>Changes the header's text; what it describes stays.</summary>
    private void ChangeWeights(Func<string, string> change)
    {
        byte[] bytes = File.ReadAllBytes(At("model.safetensors"));
        int length = (int)BitConverter.ToInt64(bytes);
        byte[] header = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes, 8, length)));
        File.WriteAllBytes(At("model.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header, .. bytes[(8 + length)..]]);
    }

    private void WriteTokenizer(int words)
    {
        string vocabulary = string.Join(", ", Enumerable.Range(1, words - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"{(i == 1 ? "well" : $"w{i}")}\": {i}")));
        File.WriteAllText(At("tokenizer.json"), $$"""
            { "added_tokens": [ { "id": 0, "content": "[UNK]", "special": true } ],
              "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true },
              "pre_tokenizer": { "type": "BertPreTokenizer" },
              "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                "vocab": { "[UNK]": 0, {{vocabulary}} } } }
            """);
    }

    private void WriteCorpus(string text) => File.WriteAllLines(
        Path.Combine(_workspace.Root, "clips.csv"),
        [
            "name,text,label,split",
            .. Enumerable.Range(0, 24).Select(i => $"u{i:00},{text},{(i % 2 == 0 ? "low" : "high")},{(i < 16 ? "labelled" : "test")}"),
        ]);
}
