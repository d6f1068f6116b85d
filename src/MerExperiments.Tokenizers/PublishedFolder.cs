using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers;

/// <summary>The tokenizers that the files of a published model's folder can make.</summary>
internal sealed class PublishedFolder(string folder)
{
    private const string Json = "tokenizer.json", Pieces = "tokenizer.model", Words = "vocab.json", Merges = "merges.txt";

    private readonly PublishedSettings _settings = PublishedSettings.Read(folder);

    /// <summary>The tokenizers, the one to take first; one or more.</summary>
    /// <exception cref="InvalidInputException">There is none, or half of one, or one nothing here can read.</exception>
    public IReadOnlyList<PublishedTokenizer> Candidates()
    {
        JsonObject? root = Has(Json) ? Read(() => JsonNode.Parse(TokenizerFiles.Text(PathOf(Json))) as JsonObject ?? throw new JsonException("it is no JSON object")) : null;
        JsonObject? model = root is null ? null : Read(() => root["model"] as JsonObject ?? throw new JsonException("it has no model"));
        bool isRewritten = model is not null && Read(() => IsSentencePiece(model));
        bool hasPieces = Has(Pieces) && !IsRanks();
        PublishedTokenizer?[] candidates =
        [
            model is null || isRewritten ? null : FromJson(),
            hasPieces ? FromPieces(isRewritten ? model : null) : null,
            Has(Words) && Has(Merges) ? FromWords(isRewritten ? null : root) : null,
        ];
        if (isRewritten && !hasPieces)
        {
            throw new InvalidInputException(PathOf(Json), "rewrites a SentencePiece model, which is read from its own file; put the model's tokenizer.model beside it");
        }

        PublishedTokenizer[] found = [.. candidates.OfType<PublishedTokenizer>()];
        return found.Length > 0 ? found : throw Nothing();
    }

    private PublishedTokenizer FromJson() =>
        new(new TokenizerCard { Kind = TokenizerKind.TokenizerJson, Vocabulary = FileOf(Json), PadId = _settings.PadId }, "tokenizer.json, which says all of itself");

    private PublishedTokenizer FromPieces(JsonObject? rewritten)
    {
        if (rewritten is not null)
        {
            ThrowUnlessSamePieces(rewritten, SentencePieceModel.Read(PathOf(Pieces)));
        }

        var card = new TokenizerCard
        {
            Kind = TokenizerKind.SentencePiece,
            Vocabulary = FileOf(Pieces),
            Before = _settings.Before is { } before ? [before] : null,
            After = _settings.After is { } after ? [after] : null,
            PadId = _settings.PadId,
        };
        return new PublishedTokenizer(card, rewritten is null
            ? "tokenizer.model, a SentencePiece model" : "tokenizer.model, the SentencePiece model that tokenizer.json rewrites, with the same pieces");
    }

    private PublishedTokenizer? FromWords(JsonObject? json)
    {
        TokenizerCard card = new() { Kind = TokenizerKind.BytePair, Vocabulary = FileOf(Words), Merges = FileOf(Merges), PadId = _settings.PadId };
        if (_settings.Class is "Qwen2Tokenizer" or "GPT2Tokenizer")
        {
            bool isQwen = _settings.Class == "Qwen2Tokenizer";
            card = card with { WordPattern = isQwen ? WordPatterns.Qwen2 : WordPatterns.Gpt2, Compose = isQwen, AddPrefixSpace = _settings.AddPrefixSpace };
            return new PublishedTokenizer(card, $"vocab.json and merges.txt, as tokenizer_config.json says {_settings.Class}");
        }

        if (json is null)
        {
            string said = _settings.Class is { } other ? $"says tokenizer_class \"{other}\"" : "does not say a tokenizer_class";
            throw new InvalidInputException(_settings.Path, $"{said}; vocab.json and merges.txt can be read where it is Qwen2Tokenizer or GPT2Tokenizer, "
                + "as nothing else tells how a text is cut into words; put the model's tokenizer.json beside them");
        }

        var file = Read(() => new TokenizerJson(PathOf(Json), json));
        (string? expression, bool addPrefixSpace) = Read(file.ByteLevel);
        return expression is null ? null
            : new PublishedTokenizer(card with { WordPattern = expression, AddPrefixSpace = addPrefixSpace, Compose = Read(file.IsComposed) }, "vocab.json and merges.txt");
    }

    /// <summary>A SentencePiece model rewritten for another library: a Unigram, or byte-pair with bytes only as a fallback.</summary>
    private static bool IsSentencePiece(JsonObject model) =>
        (string?)model["type"] == "Unigram" || model["byte_fallback"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>Reads a part of tokenizer.json; what is of another shape refuses the file.</summary>
    private T Read<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidInputException(PathOf(Json), $"is not a tokenizer.json: {e.Message}");
        }
    }

    /// <summary>The algorithm of a rewritten model is not mapped here, so its vocabulary is what can be compared.</summary>
    private void ThrowUnlessSamePieces(JsonObject rewritten, SentencePieceModel model)
    {
        string?[] names = Read(() => rewritten["vocab"] switch
        {
            JsonArray list => [.. list.Select(piece => (string?)(piece as JsonArray)?[0])],
            JsonObject ids => ids.OrderBy(pair => (int)TokenizerJson.Need(pair.Value, "an id of model.vocab")).Select(pair => (string?)pair.Key).ToArray(),
            _ => [],
        });
        int at = Enumerable.Range(0, Math.Max(names.Length, model.Pieces.Count)).FirstOrDefault(id => names.ElementAtOrDefault(id) != model.Pieces.ElementAtOrDefault(id)?.Text, -1);
        if (at >= 0)
        {
            throw new InvalidInputException(folder, FormattableString.Invariant(
                $"tokenizer.json and tokenizer.model disagree on the token {at}: \"{names.ElementAtOrDefault(at)}\" and \"{model.Pieces.ElementAtOrDefault(at)?.Text}\"; keep the files of one model"));
        }
    }

    /// <summary>Llama 3's own tokenizer.model is no SentencePiece model but lines of a token in base 64 and its rank; its tokenizer.json says the same.</summary>
    private bool IsRanks()
    {
        string[] first = FirstLine(PathOf(Pieces)).Split(' ');
        bool isRanks = first.Length == 2 && first[0].Length > 0 && Convert.TryFromBase64String(first[0], new byte[first[0].Length], out _) && first[1].All(char.IsAsciiDigit);
        return isRanks && !Has(Json)
            ? throw new InvalidInputException(PathOf(Pieces), "holds tokens and their ranks and no SentencePiece model; it does not say how a text is cut into words; put the model's tokenizer.json beside it")
            : isRanks;
    }

    /// <summary>A file's first line, of which no more than a token's length is read: a binary file may have none.</summary>
    private static string FirstLine(string path)
    {
        byte[] start = new byte[4096];
        using FileStream stream = RegularFile.OpenRead(path);
        int held = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.Latin1.GetString(start, 0, held).Split('\n')[0].TrimEnd('\r');
    }

    private InvalidInputException Nothing() => Has(Words) || Has(Merges)
        ? new InvalidInputException(PathOf(Has(Words) ? Merges : Words), $"does not exist beside {(Has(Words) ? Words : Merges)}; a byte-pair tokenizer is both, or tokenizer.json")
        : new InvalidInputException(folder, "holds no tokenizer; put the model's tokenizer.json into it, or its tokenizer.model, or vocab.json, merges.txt and tokenizer_config.json");

    private ModelFile FileOf(string name) => new(name, ContentHash.OfFileOnce(PathOf(name)));

    private bool Has(string name) => File.Exists(PathOf(name));

    private string PathOf(string name) => Path.Combine(folder, name);
}
