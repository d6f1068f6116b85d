using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MerExperiments.Storage;

namespace MerExperiments;

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
    /// <param name="validate">What is wrong with a card in itself, given how faults call it.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is not such a card, or what it says cannot be.</exception>
    public static T Read<T>(string path, string kind, Func<T, string, IReadOnlyList<Fault>> validate)
        where T : class
    {
        try
        {
            T card = JsonSerializer.Deserialize<T>(RegularFile.ReadAllText(path), Options) ?? throw new JsonException("it holds null");
            InvalidInputException.ThrowIfAny(validate(card, path));
            return card;
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

    /// <summary>The cards by name: those that come with the toolkit, and one per file.</summary>
    /// <typeparam name="T">The cards' type.</typeparam>
    /// <param name="builtIn">The cards that come with the toolkit.</param>
    /// <param name="folders">Folders that are searched; absent ones count as empty.</param>
    /// <param name="pattern">The files searched for: <c>*.card.json</c>.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="nameOf">A card's name.</param>
    /// <exception cref="InvalidInputException">A card is faulty, or two have one name; all faults at once.</exception>
    public static IReadOnlyDictionary<string, T> ReadAll<T>(
        IEnumerable<T> builtIn, IEnumerable<string> folders, string pattern, Func<string, T> read, Func<T, string> nameOf)
    {
        var cards = new SortedDictionary<string, T>(builtIn.ToDictionary(nameOf), StringComparer.Ordinal);
        var faults = new List<Fault>();
        foreach (string path in folders.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)))
        {
            try
            {
                T card = read(path);
                faults.AddRange(cards.TryAdd(nameOf(card), card) ? [] : [new Fault(path, $"has the name \"{nameOf(card)}\", which another card has; names must differ")]);
            }
            catch (InvalidInputException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        InvalidInputException.ThrowIfAny(faults);
        return cards;
    }

    /// <summary>All that a card says, as JSON, for the key of what is computed by it.</summary>
    public static string Definition<T>(T card) => JsonSerializer.Serialize(card, Options);

    /// <summary>True where a card's name is lower-case letters, digits and hyphens.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
