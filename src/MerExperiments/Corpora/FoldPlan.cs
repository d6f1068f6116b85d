namespace MerExperiments.Corpora;

/// <summary>Which labelled utterance is validated in which fold: stratified by class, and no speaker in two folds where speakers are known.</summary>
/// <remarks>
/// Where two or more speakers are known, whole speakers are dealt out, largest first, each to the fold whose class counts it overlaps
/// least (an utterance without a speaker counts as a speaker of its own). Else utterances are dealt out class by class, so that the count of
/// a class differs by at most one between folds. The plan depends on names, labels, speakers and the seed, never on the order given.
/// </remarks>
public sealed class FoldPlan
{
    private readonly Dictionary<string, int> _foldOf;

    private FoldPlan(int count, bool grouped, IReadOnlyList<Utterance> utterances, Dictionary<string, int> foldOf)
    {
        Count = count;
        GroupedBySpeaker = grouped;
        _foldOf = foldOf;
        Folds = [.. utterances.Select(u => foldOf[u.Name])];
    }

    /// <summary>The number of folds.</summary>
    public int Count { get; }

    /// <summary>True where no speaker stands in two folds; false where speakers are not known, or all are one.</summary>
    public bool GroupedBySpeaker { get; }

    /// <summary>The fold of each utterance, in the order in which they were given, 0 to <see cref="Count"/> - 1.</summary>
    public IReadOnlyList<int> Folds { get; }

    /// <summary>The names of the utterances that have a fold.</summary>
    internal IReadOnlyCollection<string> Names => _foldOf.Keys;

    /// <summary>Plans the folds.</summary>
    /// <param name="utterances">Labelled utterances with different names.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="folds">2 or more.</param>
    /// <param name="seed">Decides among equals.</param>
    /// <exception cref="InvalidInputException">Too few folds, a class with fewer utterances than folds, fewer speakers than folds, or an utterance without a valid label.</exception>
    public static FoldPlan Create(IReadOnlyList<Utterance> utterances, LabelSet labels, int folds, NamedSeed seed)
    {
        Utterance[] ordered = [.. utterances.OrderBy(u => u.Name, StringComparer.Ordinal)];
        bool grouped = ordered.Select(u => u.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).Count() == 2;
        string[][] groups = grouped ? SpeakerGroups(ordered) : [];
        InvalidInputException.ThrowIfAny([.. Faults(ordered, labels, folds, grouped ? groups.Length : null)]);
        Dictionary<string, int> foldOf = grouped ? DealSpeakers(ordered, groups, labels, folds, seed) : DealUtterances(ordered, labels, folds, seed);
        return new FoldPlan(folds, grouped, utterances, foldOf);
    }

    /// <summary>The fold in which an utterance is validated.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such utterance.</exception>
    public int FoldOf(string name) =>
        _foldOf.TryGetValue(name, out int fold) ? fold : throw new KeyNotFoundException($"the fold plan has no utterance \"{name}\"");

    private static IEnumerable<Fault> Faults(Utterance[] utterances, LabelSet labels, int folds, int? speakers)
    {
        if (folds < 2)
        {
            yield return new Fault("folds", $"is {folds}; it must be 2 or more");
        }

        foreach (Utterance utterance in utterances.Where(u => labels.IndexOf(u.Label) < 0))
        {
            yield return new Fault(utterance.Name, $"its label is \"{utterance.Label}\"; it must be one of: {labels}");
        }

        foreach (string label in labels.Names)
        {
            int count = utterances.Count(u => u.Label == label);
            if (count < folds)
            {
                yield return new Fault("folds", $"is {folds}, but the class \"{label}\" has {count} labelled {(count == 1 ? "utterance" : "utterances")}; each class must have {folds} or more, one per fold");
            }
        }

        if (speakers < folds)
        {
            yield return new Fault("folds", $"is {folds}, but there are {speakers} speakers; there must be one per fold, as no speaker may stand in two");
        }
    }

    private static string[][] SpeakerGroups(Utterance[] ordered) =>
    [
        .. ordered.GroupBy(u => u.Speaker is { } speaker ? $"speaker/{speaker}" : $"utterance/{u.Name}", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Select(u => u.Name).ToArray()),
    ];

    private static Dictionary<string, int> DealUtterances(Utterance[] ordered, LabelSet labels, int folds, NamedSeed seed)
    {
        var foldOf = new Dictionary<string, int>(ordered.Length, StringComparer.Ordinal);
        int dealt = 0;
        for (int label = 0; label < labels.Count; label++)
        {
            string[] names = [.. ordered.Where(u => u.Label == labels[label]).Select(u => u.Name)];
            seed.For("class", label).ToRandom().Shuffle(names);
            foreach (string name in names)
            {
                foldOf[name] = dealt++ % folds;
            }
        }

        return foldOf;
    }

    private static Dictionary<string, int> DealSpeakers(Utterance[] ordered, string[][] groups, LabelSet labels, int folds, NamedSeed seed)
    {
        var labelOf = ordered.ToDictionary(u => u.Name, u => labels.IndexOf(u.Label), StringComparer.Ordinal);
        double[] total = [.. Enumerable.Range(0, labels.Count).Select(label => (double)labelOf.Values.Count(l => l == label))];
        seed.For("speakers").ToRandom().Shuffle(groups);
        double[][] held = [.. Enumerable.Range(0, folds).Select(_ => new double[labels.Count])];
        var foldOf = new Dictionary<string, int>(ordered.Length, StringComparer.Ordinal);
        foreach (string[] group in groups.OrderByDescending(group => group.Length))
        {
            double[] counts = new double[labels.Count];
            Array.ForEach(group, name => counts[labelOf[name]]++);
            int fold = Enumerable.Range(0, folds).OrderBy(f => Overlap(held[f], counts, total)).ThenBy(f => held[f].Sum()).First();
            Array.ForEach(group, name => foldOf[name] = fold);
            held[fold] = [.. held[fold].Zip(counts, (a, b) => a + b)];
        }

        return foldOf;
    }

    /// <summary>By how much adding a speaker to a fold raises the sum of squared class shares: least is best balanced.</summary>
    private static double Overlap(double[] held, double[] added, double[] total)
    {
        double overlap = 0;
        for (int label = 0; label < total.Length; label++)
        {
            overlap += held[label] * added[label] / (total[label] * total[label]);
        }

        return overlap;
    }
}
