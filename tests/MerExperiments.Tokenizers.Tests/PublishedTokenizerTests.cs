using System.Text.Json;

namespace MerExperiments.Tokenizers.Tests;

/// <summary>Folders as the model families publish them, with small vocabularies in the same formats.</summary>
public sealed class PublishedTokenizerTests : IDisposable
{
    private const string Qwen = """{ "tokenizer_class": "Qwen2Tokenizer", "pad_token": "<|endoftext|>", "added_tokens_decoder": { "258": { "content": "<|endoftext|>" } } }""";

    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_QwenWithoutTokenizerJson_IsBytePairOfItsPatternAndForm()
    {
        QwenWords();
        PublishedTokenizer found = PublishedTokenizer.Find(_folder.Root);
        Assert.Equal((TokenizerKind.BytePair, WordPatterns.Qwen2, true, 258), (found.Card.Kind, found.Card.WordPattern, found.Card.Compose, found.Card.PadId));
        Assert.Equal([49L, 50, 257], _folder.Content(found.Card, "12a\u0308")); // one digit a word; composed to one letter
        Assert.Equal("vocab.json and merges.txt, as tokenizer_config.json says Qwen2Tokenizer", found.Rule);
    }

    [Fact]
    public void Find_QwenWithAllFiles_TakesTokenizerJsonOnceTheOthersAgree()
    {
        QwenWords();
        _folder.TokenizerJson(ByteLevelJson(Split(WordPatterns.Qwen2), "{ \"type\": \"NFC\" }"));
        PublishedTokenizer found = PublishedTokenizer.Find(_folder.Root);
        Assert.Equal((TokenizerKind.TokenizerJson, 258), (found.Card.Kind, found.Card.PadId));
        Assert.Equal("tokenizer.json, which says all of itself; vocab.json agrees", found.Rule);
    }

    [Theory]
    [InlineData(WordPatterns.Llama3, "{ \"type\": \"NFC\" }", "I'll say 1234567 times")] // three digits a word, where the class says one
    [InlineData(WordPatterns.Qwen2, "null", "caf\u00e9 cafe\u0301")] // accents as they come, where the class composes
    public void Find_QwenFilesThatDisagree_AreRefusedWithTheText(string pattern, string normalizer, string text)
    {
        QwenWords();
        _folder.TokenizerJson(ByteLevelJson(Split(pattern), normalizer));
        Fault fault = Refusal();
        Assert.Contains($"tokenizer.json and vocab.json disagree on \"{text}", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Llama3_IsItsTokenizerJsonBesideAFileOfRanks()
    {
        _folder.TokenizerJson(ByteLevelJson(Split(WordPatterns.Llama3), "null"));
        _folder.Write("tokenizer.model", "IQ== 0\nIg== 1\n");
        PublishedTokenizer found = PublishedTokenizer.Find(_folder.Root);
        Assert.Equal([256L, 51, 52], _folder.Content(found.Card, "1234"));
        Assert.Equal("tokenizer.json, which says all of itself", found.Rule);
    }

    [Theory]
    [InlineData("""{ "tokenizer_class": "LlamaTokenizer", "bos_token": { "content": "<s>" } }""", "1 3 4")]
    [InlineData("""{ "tokenizer_class": "LlamaTokenizerFast", "bos_token": "<s>", "add_bos_token": true, "eos_token": "</s>", "add_eos_token": true }""", "1 3 4 2")]
    [InlineData("""{ "tokenizer_class": "BaichuanTokenizer", "bos_token": { "content": "<s>" }, "add_bos_token": false }""", "3 4")]
    [InlineData(null, "3 4")]
    public void Find_LlamaTwoAndBaichuan_AreTheirModelWithWhatTheSettingsPutAround(string? settings, string ids)
    {
        WriteModel();
        _ = settings is null ? null : _folder.Write("tokenizer_config.json", settings);
        PublishedTokenizer found = PublishedTokenizer.Find(_folder.Root);
        Assert.Equal(ids, string.Join(' ', _folder.Ids(found.Card, "a")));
        Assert.Equal("tokenizer.model, a SentencePiece model", found.Rule);
    }

    [Theory]
    [InlineData("""{ "type": "BPE", "byte_fallback": true, "vocab": { "<unk>": 0, "<s>": 1, "</s>": 2, "▁": 3, "a": 4 }, "merges": [] }""")]
    [InlineData("""{ "type": "Unigram", "vocab": [["<unk>", 0], ["<s>", 0], ["</s>", 0], ["▁", -3], ["a", -4]] }""")]
    public void Find_ModelWithItsRewriting_TakesTheModelOnceThePiecesAreTheSame(string rewritten)
    {
        WriteModel();
        _folder.TokenizerJson($"{{ \"model\": {rewritten} }}");
        Assert.Equal(TokenizerKind.SentencePiece, PublishedTokenizer.CardOf(_folder.Root).Kind);
        _folder.TokenizerJson($"{{ \"model\": {rewritten.Replace("\"a\"", "\"b\"")} }}");
        Assert.Equal("tokenizer.json and tokenizer.model disagree on the token 4: \"b\" and \"a\"; keep the files of one model", Refusal().Problem);
    }

    [Fact]
    public void Find_ModelBesideAnotherModelsTokenizerJson_IsRefused()
    {
        WriteModel();
        _folder.TokenizerJson(ByteLevelJson(Split(WordPatterns.Llama3), "null"));
        Assert.Contains("tokenizer.json and tokenizer.model disagree on", Refusal().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WordsOfAnUnknownClassBesideTokenizerJson_AreReadByItsPattern()
    {
        QwenWords();
        _folder.Write("tokenizer_config.json", """{ "tokenizer_class": "PreTrainedTokenizerFast" }""");
        _folder.TokenizerJson(ByteLevelJson(Split(WordPatterns.Llama3), "null"));
        Assert.EndsWith("vocab.json agrees", PublishedTokenizer.Find(_folder.Root).Rule, StringComparison.Ordinal);
        _folder.Write("merges.txt", "Ã ¤\n");
        Assert.Contains("disagree on", Refusal().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NothingOrHalf_SaysWhatToPutThere()
    {
        Assert.Contains("holds no tokenizer; put the model's tokenizer.json into it", Refusal().Problem, StringComparison.Ordinal);
        _folder.Write("vocab.json", "{}");
        Assert.Contains("does not exist beside vocab.json", Refusal().Problem, StringComparison.Ordinal);
        _folder.Write("merges.txt", "a b");
        Assert.Contains("does not say a tokenizer_class", Refusal().Problem, StringComparison.Ordinal);
        Assert.Contains("is no folder", Assert.Throws<InvalidInputException>(() => PublishedTokenizer.CardOf(_folder.Root + "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokenizer.json", "{", "is not a tokenizer.json")]
    [InlineData("tokenizer.json", "{ \"model\": 3 }", "is not a tokenizer.json")]
    [InlineData("tokenizer.json", "{ \"model\": { \"type\": \"BPE\", \"byte_fallback\": true } }", "put the model's tokenizer.model beside it")]
    [InlineData("tokenizer.json", "{ \"model\": { \"type\": \"WordLevel\" } }", "is WordLevel; only WordPiece and byte-level BPE are mapped")]
    [InlineData("tokenizer.model", "IQ== 0\n", "put the model's tokenizer.json beside it")]
    [InlineData("tokenizer.model", "hello", "is not a SentencePiece model")]
    [InlineData("tokenizer_config.json", "[]", "is not a tokenizer_config.json")]
    [InlineData("tokenizer_config.json", "{ \"tokenizer_class\": 3 }", "is not a tokenizer_config.json")]
    [InlineData("tokenizer_config.json", "{ \"added_tokens_decoder\": { \"x\": {} } }", "is not a tokenizer_config.json")]
    public void Find_DamagedFile_IsNamed(string name, string content, string problem)
    {
        _folder.Write(name, content);
        Fault fault = Refusal();
        Assert.StartsWith(Path.Combine(_folder.Root, name), fault.Place, StringComparison.Ordinal);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
    }

    private Fault Refusal() => Assert.Single(Assert.Throws<InvalidInputException>(() => PublishedTokenizer.Find(_folder.Root)).Faults);

    /// <summary>Ids: the bytes, 12 is 256, ä is 257.</summary>
    private void QwenWords()
    {
        _folder.BytePair(["1 2", "Ã ¤"], "12", "Ã¤");
        _folder.Write("tokenizer_config.json", Qwen);
    }

    private void WriteModel() => File.WriteAllBytes(
        Path.Combine(_folder.Root, "tokenizer.model"),
        new SentencePieceBytes { Type = SentencePieceBytes.Merges }.WithUsualStart().Add("▁", -3).Add("a", -4).ToBytes());

    private static string Split(string pattern) => JsonSerializer.Serialize(WordPatterns.Expression(pattern));

    private static string ByteLevelJson(string expression, string normalizer) => $$"""
        {
          "added_tokens": [ { "id": 258, "content": "<|endoftext|>", "special": true } ],
          "normalizer": {{normalizer}},
          "pre_tokenizer": { "type": "Sequence", "pretokenizers": [
            { "type": "Split", "pattern": { "Regex": {{expression}} }, "behavior": "Isolated", "invert": false },
            { "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false } ] },
          "post_processor": { "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false },
          "model": { "type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": false, "byte_fallback": false,
            "vocab": {{JsonSerializer.Serialize(TokenizerFolder.ByteVocabulary("12", "Ã¤"))}}, "merges": [ "1 2", "Ã ¤" ] }
        }
        """;
}
