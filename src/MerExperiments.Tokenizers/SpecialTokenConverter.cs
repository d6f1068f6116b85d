using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Tokenizers;

/// <summary>Reads a special token from a JSON string (its name) or a JSON integer (its id).</summary>
public sealed class SpecialTokenConverter : JsonConverter<SpecialToken>
{
    /// <inheritdoc/>
    public override SpecialToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number when reader.TryGetInt32(out int id) => id,
        _ => throw new JsonException("a special token must be its name (a string) or its id (an integer)"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SpecialToken value, JsonSerializerOptions options)
    {
        if (value.Id is { } id)
        {
            writer.WriteNumberValue(id);
        }
        else
        {
            writer.WriteStringValue(value.Name);
        }
    }
}
