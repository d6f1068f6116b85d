using System.Text;
using System.Text.Json;
using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers;

/// <summary>Reads the files of a tokenizer card.</summary>
internal static class TokenizerFiles
{
    /// <summary>The sub-word model, or null where a file is missing, changed or not what the kind needs; why goes to the faults.</summary>
    public static Subwords? Read(TokenizerCard card, string modelsRoot, List<Fault> faults)
    {
        int before = faults.Count;
        faults.AddRange(FileFaults(card.Vocabulary, modelsRoot));
        faults.AddRange(card.Merges is null ? [] : FileFaults(card.Merges, modelsRoot));
        if (faults.Count > before || card.Kind == TokenizerKind.BytePair != card.Merges is not null)
        {
            return null;
        }

        try
        {
            return Read(card, card.Vocabulary.PathIn(modelsRoot), modelsRoot);
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults);
            return null;
        }
    }

    private static Subwords Read(TokenizerCard card, string path, string modelsRoot) => card.Kind switch
    {
        TokenizerKind.WordPiece => WordPiece(card, path),
        TokenizerKind.SentencePiece => new SentencePieceSubwords(SentencePieceModel.Read(path), card),
        TokenizerKind.BytePair => BytePair(card, path, card.Merges!.PathIn(modelsRoot)),
        _ => TokenizerJsonFile.Read(path, card),
    };

    private static WordPieceSubwords WordPiece(TokenizerCard card, string path)
    {
        string[] lines = Text(path).TrimEnd('\n').Split('\n');
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int id = 0; id < lines.Length; id++)
        {
            tokens[lines[id].TrimEnd('\r')] = id;
        }

        string unknown = card.UnknownToken ?? "[UNK]";
        VocabularyRules.ThrowWithoutUnknown(path, tokens, unknown);
        string[] special = ["[PAD]", "[CLS]", "[SEP]", "[MASK]", .. SpecialTokens.NamesIn(card)];
        return new WordPieceSubwords(new WordPieceVocabulary
        {
            Tokens = tokens,
            Special = special.Where(name => name != unknown).ToHashSet(StringComparer.Ordinal),
            UnknownToken = unknown,
            LowerCase = card.LowerCase,
            StripAccents = card.StripAccents ?? card.LowerCase,
            SplitChinese = card.SplitChinese,
        });
    }

    private static BytePairSubwords BytePair(TokenizerCard card, string path, string mergesPath)
    {
        Dictionary<string, int> tokens = Ids(path);
        (string Place, string Merge)[] merges =
        [
            .. Text(mergesPath).Split('\n').Select((line, i) => (Place: FormattableString.Invariant($"{mergesPath}:{i + 1}"), Merge: line.TrimEnd('\r')))
                .Where((line, i) => line.Merge.Length > 0 && !(i == 0 && line.Merge.StartsWith("#version", StringComparison.Ordinal))),
        ];
        VocabularyRules.ThrowUnlessBytePair(path, tokens, merges, card.UnknownToken);
        return new BytePairSubwords(new BytePairVocabulary
        {
            Tokens = tokens,
            Merges = [.. merges.Select(merge => merge.Merge)],
            Words = new WordCutter(WordPatterns.Expression(card.WordPattern), "tokenizer.wordPattern"),
            AddPrefixSpace = card.AddPrefixSpace,
            Compose = card.Compose,
            UnknownToken = card.UnknownToken,
        });
    }

    private static Dictionary<string, int> Ids(string path)
    {
        try
        {
            Dictionary<string, int> ids = JsonSerializer.Deserialize<Dictionary<string, int>>(Text(path)) ?? [];
            VocabularyRules.ThrowUnlessDense(path, ids);
            return ids.Count > 0 ? ids : throw new JsonException("it names no token");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"is not a vocabulary (a JSON object of tokens and their ids): {e.Message}");
        }
    }

    /// <summary>A text file's content; the bytes must be UTF-8.</summary>
    public static string Text(string path)
    {
        try
        {
            string text = RegularFile.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return text.Length > 0 ? text : throw new InvalidInputException(path, "is empty; a tokenizer's vocabulary is expected here");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException(path, FormattableString.Invariant($"is not UTF-8 (at byte {e.Index}); it is no text file of a tokenizer"));
        }
    }

    private static IEnumerable<Fault> FileFaults(ModelFile file, string modelsRoot) => file.CheckBytes(modelsRoot, "the tokenizer");
}
