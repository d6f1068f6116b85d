using System.Text.Json;

namespace MerExperiments.Tokenizers.Tests;

public sealed class TokenizerJsonTests : IDisposable
{
    private const string WordPiece = """
        {
          "added_tokens": [ { "id": 0, "content": "[UNK]", "special": true }, { "id": 1, "content": "[CLS]", "special": true }, { "id": 2, "content": "[SEP]", "special": true } ],
          "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": false },
          "pre_tokenizer": { "type": "BertPreTokenizer" },
          "post_processor": { "type": "TemplateProcessing",
            "single": [ { "SpecialToken": { "id": "[CLS]", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } }, { "SpecialToken": { "id": "[SEP]", "type_id": 0 } } ],
            "special_tokens": { "[CLS]": { "id": "[CLS]", "ids": [1] }, "[SEP]": { "id": "[SEP]", "ids": [2] } } },
          "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 4,
            "vocab": { "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##b": 4, "É": 5, "[": 6, "]": 7, "SEP": 8 } }
        }
        """;

    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Ids: bytes 0 to 255, ab 256; added: s 300, /s 301.</summary>
    public static string BytePair() => $$"""
        {
          "added_tokens": [ { "id": 300, "content": "<s>", "special": true }, { "id": 301, "content": "</s>", "special": true } ],
          "normalizer": null,
          "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true },
          "post_processor": { "type": "RobertaProcessing", "sep": ["</s>", 301], "cls": ["<s>", 300], "trim_offsets": true, "add_prefix_space": false },
          "model": { "type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": false, "byte_fallback": false,
            "vocab": {{JsonSerializer.Serialize(TokenizerFolder.ByteVocabulary("ab"))}}, "merges": [ "a b" ] }
        }
        """;

    [Fact]
    public void Check_AddedTokenFarBeyondTheVocabulary_IsNamed()
    {
        TokenizerCard card = _folder.TokenizerJson(BytePair().Replace("301", "16777216"));
        Assert.Contains("gives \"</s>\" the id 16777216; an id must be 0 or more and below 65536", Assert.Single(TextTokenizer.Check(card, _folder.Root)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokenize_WordPiece_FollowsTheFile()
    {
        TokenizerCard card = _folder.TokenizerJson(WordPiece);
        Assert.Equal([1L, 3, 4, 5, 0, 6, 8, 7, 2], _folder.Ids(card, "ab É abbbb [SEP]"));
        Assert.Equal([3L], _folder.Ids(card with { Before = [], After = [] }, "a"));
    }

    [Fact]
    public void Tokenize_BytePair_FollowsTheFile()
    {
        TokenizerCard card = _folder.TokenizerJson(BytePair());
        Assert.Equal([300L, 256, 32, 60, 115, 62, 301], _folder.Ids(card, "ab <s>"));
        Assert.Equal(302, TextTokenizer.Open(card, _folder.Root).VocabularySize);
    }

    [Fact]
    public void Tokenize_MergesAsPairsWithSplitAndNfc_FollowTheFile()
    {
        string json = BytePair().Replace("[ \"a b\" ]", "[ [\"a\", \"b\"] ]").Replace("\"normalizer\": null", "\"normalizer\": { \"type\": \"NFC\" }")
            .Replace(ByteLevelPart, """{ "type": "Sequence", "pretokenizers": [ { "type": "Split", "pattern": { "Regex": "b|." }, "behavior": "Isolated", "invert": false }, { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false } ] }""");
        TokenizerCard card = _folder.TokenizerJson(json);
        Assert.Equal([97L, 98, 195, 164], _folder.Content(card, "aba\u0308"));
    }

    [Fact]
    public void Tokenize_WholeWordsFirst_TakesTheWordButNeverAnAddedToken()
    {
        string json = BytePair().Replace("\"fuse_unk\": false", "\"ignore_merges\": true").Replace("\"ab\":256", "\"ab\":256,\"xyz\":257,\"<s>\":300").Replace("[ \"a b\" ]", "[]");
        TokenizerCard card = _folder.TokenizerJson(json.Replace("\"use_regex\": true", "\"use_regex\": false"));
        Assert.Equal([256L], _folder.Content(card, "ab"));
        Assert.Equal([257L], _folder.Content(card, "xyz"));
        Assert.Equal([60L, 115, 62], _folder.Content(card, "<s>"));
    }

    [Theory]
    [InlineData("\"type\": \"BPE\"", "\"type\": \"Unigram\"", "model", "is Unigram; only WordPiece and byte-level BPE are mapped")]
    [InlineData("\"byte_fallback\": false", "\"byte_fallback\": true", "model", "has byte_fallback true")]
    [InlineData("\"end_of_word_suffix\": \"\"", "\"end_of_word_suffix\": \"</w>\"", "model", "has end_of_word_suffix")]
    [InlineData("\"type\": \"ByteLevel\"", "\"type\": \"Metaspace\"", "pre_tokenizer", "is Metaspace; only ByteLevel")]
    [InlineData("\"normalizer\": null", "\"normalizer\": { \"type\": \"Prepend\" }", "normalizer", "is Prepend; only NFC")]
    [InlineData("RobertaProcessing", "Other", "post_processor", "is Other; only TemplateProcessing")]
    public void Check_PartThatCannotBeMapped_IsNamed(string good, string bad, string part, string problem)
    {
        Fault fault = Assert.Single(TextTokenizer.Check(_folder.TokenizerJson(BytePair().Replace(good, bad)), _folder.Root));
        Assert.EndsWith($"tokenizer.json: {part}", fault.Place, StringComparison.Ordinal);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "model": { "type": "BPE", "vocab": { "a": null }, "merges": [] } }""")]
    [InlineData("""{ "model": { "type": "BPE", "vocab": { "a": 0 }, "merges": [], "unk_token": "a" }, "pre_tokenizer": { "type": "Sequence", "pretokenizers": [null] } }""")]
    [InlineData("[]")]
    [InlineData("{ \"model\": 3 }")]
    [InlineData("{ \"model\": { \"type\": \"BPE\" } }")]
    [InlineData("{ \"model\": { \"type\": \"BPE\", \"vocab\": { \"a\": \"b\" }, \"merges\": [] } }")]
    public void Check_DamagedFile_IsRefused(string json) => Assert.Single(TextTokenizer.Check(_folder.TokenizerJson(json), _folder.Root));

    private const string ByteLevelPart = """{ "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true }""";
}
