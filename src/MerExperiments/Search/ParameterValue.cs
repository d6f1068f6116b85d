using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Search;

/// <summary>The value of one parameter in one trial: a number or a choice. In JSON, a number or a string.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct ParameterValue
{
    /// <summary>A number.</summary>
    public ParameterValue(double number) => Number = number;

    /// <summary>A choice.</summary>
    public ParameterValue(string text) => Text = text;

    /// <summary>The number, or null for a choice.</summary>
    public double? Number { get; }

    /// <summary>The choice, or null for a number.</summary>
    public string? Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private sealed class Converter : JsonConverter<ParameterValue>
    {
        public override ParameterValue Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => new ParameterValue(reader.GetDouble()),
                JsonTokenType.String => new ParameterValue(reader.GetString()!),
                _ => throw new JsonException("a parameter must be a number or a text"),
            };

        public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options)
        {
            if (value.Number is { } number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue(value.Text);
            }
        }
    }
}
