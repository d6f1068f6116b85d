using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Storage;

/// <summary>Cards: JSON files that describe an encoder, a denoiser or a transcriber, so that a new model needs no code.</summary>
/// <remarks>Keys in camelCase, choices in kebab-case, comments allowed; an unknown key is refused.</remarks>
public static class CardFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads a card and checks it, all faults at once.</summary>
    /// <typeparam name="T">The card's type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be, for the message: <c>an encoder card</c>.</param>
    /// <param name="validate">What is wrong with a card in itself, given how faults call it. It is asked only where each member is of its type.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is not such a card, or what it says cannot be.</exception>
    public static T Read<T>(string path, string kind, Func<T, string, IReadOnlyList<Fault>> validate)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var faults = new List<Fault>();
            T? card = JsonShape.Read<T>(document.RootElement, Options, faults);
            InvalidInputException.ThrowIfAny(card is null ? [.. faults.Select(fault => At(path, kind, fault))] : validate(card, path));
            return card!;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"is not {kind}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, $"cannot be read: {e.Message}");
        }
    }

    private static Fault At(string path, string kind, Fault fault) => fault.Place.Length == 0
        ? new Fault(path, $"is not {kind}: it {fault.Problem}")
        : fault with { Place = $"{path}: {fault.Place}" };

    /// <summary>All that a card says, as JSON, for the key of what is computed by it.</summary>
    public static string Definition<T>(T card) => JsonSerializer.Serialize(card, Options);

    /// <summary>True where a card's name is lower-case letters, digits and hyphens.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
