using System.Text.Json;
using System.Text.Json.Nodes;

namespace MerExperiments.Tokenizers;

/// <summary>What a published tokenizer_config.json says beside the vocabulary. A folder without the file has none of it.</summary>
internal sealed class PublishedSettings
{
    private readonly JsonObject _root;
    private readonly Dictionary<string, int> _added;

    private PublishedSettings(string path, JsonObject root)
    {
        Path = path;
        _root = root;
        _added = (root["added_tokens_decoder"] as JsonObject ?? [])
            .ToDictionary(pair => Content(pair.Value) ?? "", pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>The file, for faults.</summary>
    public string Path { get; }

    /// <summary>The tokenizer's class without the ending Fast: <c>Qwen2Tokenizer</c>; null where the file is absent or does not say.</summary>
    public string? Class => (string?)_root["tokenizer_class"] is { } name ? name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name : null;

    /// <summary>Byte-pair: a space is put before a text.</summary>
    public bool AddPrefixSpace => (bool?)_root["add_prefix_space"] ?? false;

    /// <summary>The token before every text of a SentencePiece model; the classes that read one put it there unless the file says no.</summary>
    public string? Before => Added("add_bos_token", "bos_token", usual: Class is "LlamaTokenizer" or "BaichuanTokenizer");

    /// <summary>The token after every text of a SentencePiece model; none unless the file says so.</summary>
    public string? After => Added("add_eos_token", "eos_token", usual: false);

    /// <summary>The id of the padding token, or null where the file names none or not its id.</summary>
    public int? PadId => Content(_root["pad_token"]) is { } pad && _added.TryGetValue(pad, out int id) ? id : null;

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="InvalidInputException">It is there and not such a JSON.</exception>
    public static PublishedSettings Read(string folder)
    {
        string path = System.IO.Path.Combine(folder, "tokenizer_config.json");
        try
        {
            JsonNode? root = File.Exists(path) ? JsonNode.Parse(TokenizerFiles.Text(path)) : new JsonObject();
            var settings = new PublishedSettings(path, root as JsonObject ?? throw new JsonException("it is no JSON object"));
            _ = (settings.Class, settings.AddPrefixSpace, settings.Before, settings.After, settings.PadId);
            return settings;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidInputException(path, $"is not a tokenizer_config.json: {e.Message}");
        }
    }

    private string? Added(string flag, string token, bool usual) => ((bool?)_root[flag] ?? usual) ? Content(_root[token]) : null;

    /// <summary>A token is given as its text, or as an object that holds it.</summary>
    private static string? Content(JsonNode? token) => (string?)(token is JsonObject described ? described["content"] : token);
}
