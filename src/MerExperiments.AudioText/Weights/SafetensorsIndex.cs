using System.Text;
using System.Text.Json;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.Weights;

/// <summary>Reads <c>model.safetensors.index.json</c>, which says in which shard each tensor lies.</summary>
internal static class SafetensorsIndex
{
    /// <summary>The usual name.</summary>
    public const string FileName = "model.safetensors.index.json";

    /// <summary>The shard of each tensor; shards are plain file names.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or is no index, or a shard's name leaves the folder; all faults at once.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                RegularFile.ReadAllText(path, new UTF8Encoding(false, true)), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("weight_map", out JsonElement map)
                && map.ValueKind == JsonValueKind.Object
                    ? Read(path, map)
                    : throw new InvalidInputException(path, "has no object weight_map; it must say the shard of each tensor");
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw new InvalidInputException(path, $"is not JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, $"cannot be read: {e.Message}");
        }
    }

    private static Dictionary<string, string> Read(string path, JsonElement map)
    {
        var faults = new List<Fault>();
        var shards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            string? shard = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null;
            if (shard is null || !IsPlainName(shard))
            {
                faults.Add(new Fault(
                    $"{path}: weight_map.{TensorNames.Quoted(entry.Name)}",
                    $"is {(shard is null ? "no text" : TensorNames.Quoted(shard))}; it must be the name of a .safetensors file in the same folder"));
            }
            else
            {
                shards.Add(entry.Name, shard);
            }
        }

        FaultLimit.ThrowIfAny(path, faults);
        return shards;
    }

    /// <summary>Also a path of the other system is refused, so that an index is safe or unsafe everywhere.</summary>
    private static bool IsPlainName(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) && name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && !name.StartsWith('.');
}
