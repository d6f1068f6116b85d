using System.Text.Json;

namespace MerExperiments.Pipeline.Datasets;

/// <summary>What is kept beside a part: which file it is of, and the server's word for that state of it.</summary>
/// <param name="Url">Where it comes from.</param>
/// <param name="Sha256">What the whole must have.</param>
/// <param name="Validator">The server's strong ETag or its date of last change; null where it gave neither.</param>
internal sealed record PartNote(string Url, string Sha256, string? Validator)
{
    /// <summary>The note of a file; null where there is none or it is damaged.</summary>
    public static PartNote? Read(string path)
    {
        try
        {
            PartNote? note = File.Exists(path) ? JsonSerializer.Deserialize<PartNote>(File.ReadAllText(path)) : null;
            return note is { Url: not null, Sha256: not null } ? note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => Storage.AtomicFile.WriteText(path, JsonSerializer.Serialize(this));
}
