using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Tokenizers;

/// <summary>A token that no text can produce, as a card names it: by its name in the vocabulary (<c>"[CLS]"</c>) or by its id (<c>195</c>).</summary>
/// <remarks>An id may lie beyond the vocabulary file: decoder models add tokens after it.</remarks>
[JsonConverter(typeof(SpecialTokenConverter))]
public readonly record struct SpecialToken
{
    private SpecialToken(string? name, int? id)
    {
        Name = name;
        Id = id;
    }

    /// <summary>Its name, or null where the card gives the id.</summary>
    public string? Name { get; }

    /// <summary>Its id, or null where the card gives the name.</summary>
    public int? Id { get; }

    /// <summary>A token by name.</summary>
    public static implicit operator SpecialToken(string name) => new(name, null);

    /// <summary>A token by id.</summary>
    public static implicit operator SpecialToken(int id) => new(null, id);

    /// <inheritdoc/>
    public override string ToString() => Name is null ? (Id ?? 0).ToString(CultureInfo.InvariantCulture) : $"\"{Name}\"";
}

/// <summary>Reads a special token from a JSON string (its name) or a JSON integer (its id).</summary>
internal sealed class SpecialTokenConverter : JsonConverter<SpecialToken>
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
