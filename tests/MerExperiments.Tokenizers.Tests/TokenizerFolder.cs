using System.Text;
using System.Text.Json;
using MerExperiments.Onnx;

namespace MerExperiments.Tokenizers.Tests;

/// <summary>A folder of hand-made vocabularies, deleted when the test ends.</summary>
public sealed class TokenizerFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tokenizers-").FullName;

    /// <summary>Ids by line: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4, then the given ones from 5.</summary>
    public TokenizerCard WordPiece(params IEnumerable<string> tokens)
    {
        Write("vocab.txt", string.Join('\n', new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Concat(tokens)) + "\n");
        return new TokenizerCard { Kind = TokenizerKind.WordPiece, Vocabulary = new ModelFile("vocab.txt") };
    }

    /// <summary>Ids 0 to 255 are the bytes; the given tokens follow from 256.</summary>
    public TokenizerCard BytePair(string[] merges, params IEnumerable<string> tokens)
    {
        Write("vocab.json", JsonSerializer.Serialize(ByteVocabulary(tokens)));
        Write("merges.txt", "#version: 0.2\n" + string.Join('\n', merges) + "\n");
        return new TokenizerCard { Kind = TokenizerKind.BytePair, Vocabulary = new ModelFile("vocab.json"), Merges = new ModelFile("merges.txt") };
    }

    public TokenizerCard SentencePiece(SentencePieceBytes model)
    {
        File.WriteAllBytes(Path.Combine(Root, "spiece.model"), model.ToBytes());
        return new TokenizerCard { Kind = TokenizerKind.SentencePiece, Vocabulary = new ModelFile("spiece.model") };
    }

    public TokenizerCard TokenizerJson(string json)
    {
        Write("tokenizer.json", json);
        return new TokenizerCard { Kind = TokenizerKind.TokenizerJson, Vocabulary = new ModelFile("tokenizer.json") };
    }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    public long[] Ids(TokenizerCard card, string text) => TextTokenizer.Open(card, Root).Tokenize(text).Ids;

    /// <summary>The ids of the text alone.</summary>
    public long[] Content(TokenizerCard card, string text) => Content(TextTokenizer.Open(card, Root), text);

    public static long[] Content(TextTokenizer tokenizer, string text)
    {
        TokenizedText tokens = tokenizer.Tokenize(text);
        return [.. tokens.Ids.Where((_, i) => tokens.IsContent[i])];
    }

    /// <summary>GPT-2's bytes as letters, ids 0 to 255, and more tokens from 256. Written from the paper's released encoder: printable bytes stay.</summary>
    public static Dictionary<string, int> ByteVocabulary(params IEnumerable<string> tokens)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        int moved = 0;
        for (int value = 0; value < 256; value++)
        {
            bool isPrintable = value is (> 32 and < 127) or (> 160 and < 256 and not 173);
            ids.Add(((char)(isPrintable ? value : 256 + moved++)).ToString(), value);
        }

        foreach (string token in tokens)
        {
            ids.Add(token, ids.Count);
        }

        return ids;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
