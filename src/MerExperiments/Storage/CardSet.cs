using System.Text.Json;

namespace MerExperiments.Storage;

/// <summary>The cards of one kind by name: those that come with the toolkit, and one per file. Immutable.</summary>
/// <remarks>A faulty card disables itself alone: it is listed as faulty, and refused where its very name is asked for.</remarks>
/// <typeparam name="T">The cards' type.</typeparam>
public sealed class CardSet<T>
{
    private readonly string _kind;
    private readonly string _ending;
    private readonly SortedDictionary<string, T> _cards;

    /// <summary>Reads all card files.</summary>
    /// <param name="kind">What a card describes, for messages: <c>encoder</c>.</param>
    /// <param name="builtIn">The cards that come with the toolkit; a file cannot take the name of one.</param>
    /// <param name="folders">Folders that are searched; absent ones count as empty.</param>
    /// <param name="ending">How the files searched for end: <c>.card.json</c>.</param>
    /// <param name="read">Reads one; throws <see cref="InvalidInputException"/> where it is faulty.</param>
    /// <param name="nameOf">A card's name.</param>
    public CardSet(string kind, IEnumerable<T> builtIn, IEnumerable<string> folders, string ending, Func<string, T> read, Func<T, string> nameOf)
    {
        (_kind, _ending) = (kind, ending);
        _cards = new SortedDictionary<string, T>(builtIn.ToDictionary(nameOf), StringComparer.Ordinal);
        var faulty = new List<FaultyCard>();
        var whole = new List<(string Path, T Card)>();
        foreach (string path in folders.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, $"*{ending}").Order(StringComparer.Ordinal)))
        {
            try
            {
                whole.Add((path, read(path)));
            }
            catch (InvalidInputException e)
            {
                faulty.Add(new FaultyCard(kind, NameIn(path, ending), e.Faults));
            }
        }

        faulty.AddRange(Admit(whole, nameOf));
        Faulty = [.. faulty.OrderBy(card => card.Name, StringComparer.Ordinal)];
    }

    /// <summary>The names of the cards that can be used, ordered.</summary>
    public IReadOnlyList<string> Names => [.. _cards.Keys];

    /// <summary>The cards that cannot be used, by name.</summary>
    public IReadOnlyList<FaultyCard> Faulty { get; }

    /// <summary>A card.</summary>
    /// <exception cref="InvalidInputException">Its file is faulty (all its faults), or there is none of that name.</exception>
    public T this[string name] => _cards.TryGetValue(name, out T? card) ? card
        : FaultyCard.FaultsOf(Faulty, name) is { Count: > 0 } faults ? throw new InvalidInputException(faults)
        : throw new InvalidInputException($"{_kind}s", $"has \"{name}\", which is no {_kind}{Hint(name)}");

    private string Hint(string name) => Names.Count == 0 ? $"; there are no cards (*{_ending})" : NearestName.Hint(name, Names);

    /// <summary>Takes in the cards that alone have their name. Of two of one name neither is better, and the order of files must not choose.</summary>
    private IEnumerable<FaultyCard> Admit(List<(string Path, T Card)> whole, Func<T, string> nameOf)
    {
        foreach (var group in whole.GroupBy(file => nameOf(file.Card)).ToArray())
        {
            (string Path, T Card)[] files = [.. group];
            if (files.Length == 1 && _cards.TryAdd(group.Key, files[0].Card))
            {
                continue;
            }

            foreach (string path in files.Select(file => file.Path))
            {
                string other = files.Length == 1 ? "a built-in one" : string.Join(", ", files.Select(file => file.Path).Where(one => one != path));
                yield return new FaultyCard(_kind, group.Key, [new Fault(path, $"has the name \"{group.Key}\", which another card has ({other}); names must differ")]);
            }
        }
    }

    /// <summary>The name that a faulty card gives itself, where that can be told, else its file's.</summary>
    private static string NameIn(string path, string ending)
    {
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("name", out JsonElement name)
                && name.ValueKind == JsonValueKind.String && CardFile.IsName(name.GetString()!))
            {
                return name.GetString()!;
            }
        }
        catch (Exception e) when (e is InvalidInputException or JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // That it cannot be read is among its faults already.
        }

        return Path.GetFileName(path)[..^ending.Length];
    }
}

/// <summary>A card that cannot be used.</summary>
/// <param name="Kind">What it describes: <c>encoder</c>, <c>denoiser</c>, <c>transcriber</c> or <c>corpus</c>.</param>
/// <param name="Name">The name it gives itself, or else its file's.</param>
/// <param name="Faults">All that is wrong with it, each with the file; one or more.</param>
public sealed record FaultyCard(string Kind, string Name, IReadOnlyList<Fault> Faults)
{
    /// <summary>The faults of the cards of one name, as one who asked for that name is told them; empty where none has it.</summary>
    public static IReadOnlyList<Fault> FaultsOf(IEnumerable<FaultyCard> cards, string name) =>
        [.. cards.Where(card => card.Name == name).SelectMany(card => card.Faults.Select(fault => fault with { Place = $"{card.Kind} \"{name}\" has a faulty card: {fault.Place}" }))];
}
