using System.Globalization;
using System.Text;
using System.Text.Json;
using MerExperiments.Storage;

namespace MerExperiments.Media.Transcripts;

/// <summary>The tokens of a recogniser, and how a row of them becomes text.</summary>
/// <remarks>Thread-safe. A token written &lt;0xE4&gt; stands for that byte of UTF-8.</remarks>
internal sealed class CtcVocabulary
{
    private readonly string[] _tokens;
    private readonly HashSet<string> _dropped;
    private readonly string? _separator;

    private CtcVocabulary(string[] tokens, TranscriberCard card)
    {
        _tokens = tokens;
        _separator = card.WordSeparator;
        _dropped = [.. card.Drop];
        Blank = Array.IndexOf(tokens, card.Blank);
    }

    /// <summary>The blank's id.</summary>
    public int Blank { get; }

    /// <summary>The number of tokens.</summary>
    public int Count => _tokens.Length;

    /// <summary>Reads the card's file.</summary>
    /// <exception cref="InvalidInputException">It is missing, changed, damaged, or lacks a token the card names; all faults at once.</exception>
    public static CtcVocabulary Read(TranscriberCard card, string modelsRoot)
    {
        string path = card.Vocabulary.PathIn(modelsRoot);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(path, $"does not exist; the transcriber {card.Name} needs it (its folder is set by models.root)");
        }

        if (card.Vocabulary.Sha256 is { } expected && !string.Equals(expected, ContentHash.OfFileOnce(path), StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidInputException(path, $"has the SHA-256 {ContentHash.OfFileOnce(path)}; the card of {card.Name} says {expected}");
        }

        string[] tokens = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromJson(path) : FromLines(path);
        InvalidInputException.ThrowIfAny([.. card.Drop.Prepend(card.Blank).Distinct().Where(token => !tokens.Contains(token)).Select(token => Absent(path, token, tokens))]);
        return new CtcVocabulary(tokens, card);
    }

    /// <summary>The text of tokens, spaces single and trimmed.</summary>
    public string Text(IEnumerable<int> ids)
    {
        var bytes = new List<byte>();
        foreach (string token in ids.Select(id => _tokens[id]).Where(token => !_dropped.Contains(token) && token is not (['<', '|', .., '|', '>'])))
        {
            if (token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                bytes.Add(value);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(_separator is { Length: > 0 } ? token.Replace(_separator, " ", StringComparison.Ordinal) : token));
            }
        }

        return string.Join(' ', Encoding.UTF8.GetString([.. bytes]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Fault Absent(string path, string token, string[] tokens)
    {
        string? near = NearestName.Of(token, tokens.Where(other => other.Length <= 2 * token.Length && other.Length * 2 >= token.Length));
        return new Fault(path, $"lacks the token \"{token}\" that the card names{(near is null ? "" : $"; did you mean \"{near}\"?")}");
    }

    /// <summary>Lines of a token, or of a token, a space and its id where every line ends so.</summary>
    private static string[] FromLines(string path)
    {
        string[] lines = [.. RegularFile.ReadAllText(path).TrimEnd('\n', '\r').Split('\n').Select(line => line.TrimEnd('\r'))];
        var numbered = lines.Select(line => (Line: line, Space: line.LastIndexOfAny([' ', '\t'])))
            .Where(entry => int.TryParse(entry.Line.AsSpan(entry.Space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) && entry.Space >= 0)
            .Select(entry => (Token: entry.Line[..entry.Space], Id: int.Parse(entry.Line.AsSpan(entry.Space + 1), CultureInfo.InvariantCulture)))
            .ToList();
        return lines is [""] ? throw new InvalidInputException(path, "is empty; the recogniser's tokens are expected here")
            : numbered.Count == lines.Length ? ById(path, numbered)
            : lines;
    }

    private static string[] FromJson(string path)
    {
        try
        {
            Dictionary<string, int> ids = JsonSerializer.Deserialize<Dictionary<string, int>>(RegularFile.ReadAllText(path)) ?? [];
            return ById(path, [.. ids.Select(pair => (pair.Key, pair.Value))]);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"is not a vocabulary (a JSON object of tokens and their ids): {e.Message}");
        }
    }

    private static string[] ById(string path, List<(string Token, int Id)> entries)
    {
        (string Token, int Id)[] ordered = [.. entries.OrderBy(entry => entry.Id)];
        for (int id = 0; id < ordered.Length; id++)
        {
            if (ordered[id].Id != id)
            {
                throw new InvalidInputException(path, FormattableString.Invariant(
                    $"gives \"{ordered[id].Token}\" the id {ordered[id].Id} where {id} is due; ids must be 0, 1, 2 and so on, each once"));
            }
        }

        return ordered.Length > 0 ? [.. ordered.Select(entry => entry.Token)] : throw new InvalidInputException(path, "is empty; the recogniser's tokens are expected here");
    }
}
