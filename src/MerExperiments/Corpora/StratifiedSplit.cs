namespace MerExperiments.Corpora;

/// <summary>Labelled utterances in two: a part held out, with the classes' shares kept, and the rest.</summary>
/// <remarks>Depends on names, labels and the seed, never on the order given. Each class gives <c>round(fraction * count)</c> utterances, but keeps
/// at least one in the rest.</remarks>
public sealed class StratifiedSplit
{
    private StratifiedSplit(IReadOnlyList<Utterance> held, IReadOnlyList<Utterance> rest)
    {
        Held = held;
        Rest = rest;
    }

    /// <summary>The utterances held out, in the order given, labels and all.</summary>
    public IReadOnlyList<Utterance> Held { get; }

    /// <summary>The others, in the order given.</summary>
    public IReadOnlyList<Utterance> Rest { get; }

    /// <summary>Splits labelled utterances.</summary>
    /// <param name="utterances">Labelled utterances with different names.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="fraction">The share to hold out, from 0 to below 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="InvalidInputException">The fraction is out of range.</exception>
    public static StratifiedSplit Create(IReadOnlyList<Utterance> utterances, LabelSet labels, double fraction, NamedSeed seed)
    {
        if (!(fraction >= 0 && fraction < 1))
        {
            throw new InvalidInputException("fraction", FormattableString.Invariant($"is {fraction}; it must be 0 or more and below 1"));
        }

        var held = new HashSet<string>(StringComparer.Ordinal);
        for (int label = 0; label < labels.Count; label++)
        {
            string[] names = [.. utterances.Where(u => u.Label == labels[label]).Select(u => u.Name).Order(StringComparer.Ordinal)];
            seed.For("class", label).ToRandom().Shuffle(names);
            int count = (int)Math.Round(fraction * names.Length, MidpointRounding.AwayFromZero);
            held.UnionWith(names.Take(Math.Min(count, names.Length - 1)));
        }

        return new StratifiedSplit([.. utterances.Where(u => held.Contains(u.Name))], [.. utterances.Where(u => !held.Contains(u.Name))]);
    }
}
