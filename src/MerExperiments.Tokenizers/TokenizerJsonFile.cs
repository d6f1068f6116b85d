using System.Text.Json;
using System.Text.Json.Nodes;

namespace MerExperiments.Tokenizers;

/// <summary>Reads a Hugging Face tokenizer.json where its parts are word-piece as BERT does it, or byte-level byte-pair encoding.</summary>
/// <remarks>Anything else is refused by its name, never approximated. Added tokens keep their ids, and are not looked for in texts.</remarks>
internal static class TokenizerJsonFile
{
    /// <summary>The sub-word model the file describes.</summary>
    /// <exception cref="InvalidInputException">The file is not such a JSON, or holds a part that cannot be mapped.</exception>
    public static Subwords Read(string path, TokenizerCard card)
    {
        try
        {
            var file = new TokenizerJson(path, JsonNode.Parse(TokenizerFiles.Text(path)) as JsonObject ?? throw new JsonException("it is no JSON object"));
            return file.Type(file.Part("model")) switch
            {
                "WordPiece" => WordPiece(file, card),
                "BPE" => BytePair(file, card),
                { } other => throw file.Refusal("model", $"is {other}; only WordPiece and byte-level BPE are mapped (a Unigram model: use its .model file, kind sentence-piece)"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidInputException(path, $"is not a tokenizer.json: {e.Message}");
        }
    }

    private static WordPieceSubwords WordPiece(TokenizerJson file, TokenizerCard card)
    {
        JsonObject model = file.Part("model");
        file.Expect("pre_tokenizer", "BertPreTokenizer");
        JsonObject normalizer = file.Expect("normalizer", "BertNormalizer");
        if (!TokenizerJson.Flag(normalizer, "clean_text", true))
        {
            throw file.Refusal("normalizer", "has clean_text false; only cleaned text is mapped");
        }

        Dictionary<string, int> tokens = TokenizerJson.Tokens(model);
        string unknown = (string?)model["unk_token"] ?? "[UNK]";
        VocabularyRules.ThrowWithoutUnknown(file.Path, tokens, unknown);
        HashSet<string> special = [.. file.AddedTokens.Keys, .. SpecialTokens.NamesIn(card)];
        special.Remove(unknown);
        bool lowerCase = TokenizerJson.Flag(normalizer, "lowercase", true);
        return new WordPieceSubwords(new WordPieceVocabulary
        {
            Tokens = file.WithAdded(tokens),
            Special = special,
            UnknownToken = unknown,
            ContinuationMark = (string?)model["continuing_subword_prefix"] ?? "##",
            LongestWord = (int?)model["max_input_chars_per_word"] ?? WordPieceVocabulary.UsualLongestWord,
            LowerCase = lowerCase,
            StripAccents = TokenizerJson.Flag(normalizer, "strip_accents", lowerCase),
            SplitChinese = TokenizerJson.Flag(normalizer, "handle_chinese_chars", true),
            Usual = file.Around(),
        });
    }

    private static BytePairSubwords BytePair(TokenizerJson file, TokenizerCard card)
    {
        JsonObject model = file.Part("model");
        foreach (string property in new[] { "byte_fallback", "continuing_subword_prefix", "end_of_word_suffix", "dropout" })
        {
            if (model[property]?.ToJsonString() is { } value and not ("false" or "\"\"" or "0.0"))
            {
                throw file.Refusal("model", $"has {property} {value}; only byte-level BPE without it is mapped");
            }
        }

        Dictionary<string, int> tokens = TokenizerJson.Tokens(model);
        string[] merges = [.. TokenizerJson.Need(model["merges"], "model.merges").AsArray().Select(merge => merge is JsonArray pair ? $"{(string?)pair[0]} {(string?)pair[1]}" : (string)TokenizerJson.Need(merge, "a merge of model.merges")!)];
        string? unknown = (string?)model["unk_token"];
        VocabularyRules.ThrowUnlessBytePair(
            file.Path, tokens, [.. merges.Select((merge, i) => (FormattableString.Invariant($"{file.Path}: model.merges[{i}]"), merge))], unknown);
        (string? expression, bool addPrefixSpace) = file.ByteLevel();
        return new BytePairSubwords(new BytePairVocabulary
        {
            Tokens = file.WithAdded(tokens),
            Merges = merges,
            Words = expression is null ? null : new WordCutter(expression, $"{file.Path}: pre_tokenizer"),
            AddPrefixSpace = addPrefixSpace,
            Compose = file.IsComposed(),
            UnknownToken = unknown,
            WholeWordsFirst = TokenizerJson.Flag(model, "ignore_merges", false),
            Special = file.AddedTokens.Keys.Concat(SpecialTokens.NamesIn(card)).ToHashSet(StringComparer.Ordinal),
            Usual = file.Around(),
        });
    }
}
