using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>What a toolkit has of one kind, by name, in the order in which it was added; names that stand twice are kept as faults.</summary>
/// <typeparam name="T">How one is made.</typeparam>
/// <param name="what">What one is called, e.g. <c>head</c>.</param>
internal sealed class Registered<T>(string what)
{
    private readonly OrderedDictionary<string, T> _made = new(StringComparer.Ordinal);
    private readonly List<Fault> _faults = [];

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => [.. _made.Keys];

    /// <summary>What was added, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<T> All => [.. _made.Values];

    /// <summary>What is wrong with the names.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>How the one of a name is made.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public T this[string name] => _made.TryGetValue(name, out T? made) ? made : throw new InvalidInputException($"{what} \"{name}\"", $"is not registered{NearestName.Hint(name, [.. _made.Keys])}");

    /// <summary>Adds one.</summary>
    public void Add(string name, T make)
    {
        if (!CardFile.IsName(name) || name == Settings.NamesAttribute.None)
        {
            _faults.Add(new Fault($"{what} \"{name}\"", "has no good name; it must be lower-case letters, digits and hyphens, and not none"));
        }
        else if (!_made.TryAdd(name, make))
        {
            _faults.Add(new Fault($"{what} \"{name}\"", "is registered twice; each name must stand for one thing"));
        }
    }

    /// <summary>Tries something on each, and says which throw, and why.</summary>
    public IEnumerable<Fault> Try(Func<string, T, string?> problemOf)
    {
        foreach ((string name, T make) in _made)
        {
            if (Problem(name, make, problemOf) is { } problem)
            {
                yield return new Fault($"{what} \"{name}\"", problem);
            }
        }
    }

    private static string? Problem(string name, T make, Func<string, T, string?> problemOf)
    {
        try
        {
            return problemOf(name, make);
        }
        catch (Exception e)
        {
            string why = e is InvalidInputException refusal ? string.Join("; ", refusal.Faults) : $"{e.GetType().Name}: {e.Message.Split(" (Parameter", StringSplitOptions.None)[0].ReplaceLineEndings(" ")}";
            return $"cannot be made: {why}";
        }
    }
}
