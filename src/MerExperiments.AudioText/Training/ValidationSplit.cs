namespace MerExperiments.AudioText.Training;

/// <summary>The rows a model is trained on, and those that choose its epoch.</summary>
/// <param name="Training">Rows to train on, ascending.</param>
/// <param name="Validation">Rows to choose on, ascending, all of weight 1 or more; empty where there are too few rows to set any aside.</param>
internal sealed record ValidationSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Validation)
{
    private const int LeastRows = 20;
    private const int LeastSpeakers = 3;
    private const int Draws = 32;

    /// <summary>Splits rows that have a class. Where three or more speakers are known, whole speakers are held back, their pseudo-labelled rows too; else a
    /// share of each class.</summary>
    /// <param name="labels">Each row's class, 0 or more.</param>
    /// <param name="weights">Each row's weight; one below 1 is never validated on.</param>
    /// <param name="speakers">Each row's speaker; null where unknown.</param>
    /// <param name="share">The share to hold back, above 0 and at most 0.5.</param>
    /// <param name="seed">Decides which.</param>
    public static ValidationSplit Of(
        IReadOnlyList<int> labels, IReadOnlyList<float> weights, IReadOnlyList<string?> speakers, double share, NamedSeed seed)
    {
        int[] human = [.. Enumerable.Range(0, labels.Count).Where(row => weights[row] >= 1)];
        int known = human.Select(row => speakers[row]).OfType<string>().Distinct(StringComparer.Ordinal).Take(LeastSpeakers).Count();
        bool bySpeaker = known == LeastSpeakers;
        HashSet<int> held = human.Length < LeastRows ? []
            : bySpeaker ? BySpeaker(labels, speakers, human, share, seed)
            : Stratified(labels, human, share, seed);
        HashSet<string> heldSpeakers = bySpeaker ? [.. held.Select(row => speakers[row]).OfType<string>()] : [];
        bool Trains(int row) => !held.Contains(row) && !(speakers[row] is { } speaker && heldSpeakers.Contains(speaker));
        return new ValidationSplit([.. Enumerable.Range(0, labels.Count).Where(Trains)], [.. held.Order()]);
    }

    private static HashSet<int> Stratified(IReadOnlyList<int> labels, int[] human, double share, NamedSeed seed)
    {
        var held = new HashSet<int>();
        foreach (IGrouping<int, int> ofClass in human.GroupBy(row => labels[row]))
        {
            int[] shuffled = [.. ofClass];
            seed.For("class", ofClass.Key).ToRandom().Shuffle(shuffled);
            held.UnionWith(shuffled.Take(Math.Min((int)Math.Round(share * shuffled.Length), shuffled.Length - 1)));
        }

        return held;
    }

    /// <summary>Of several random sets of speakers, the one whose class counts come nearest to the share of each class.</summary>
    private static HashSet<int> BySpeaker(IReadOnlyList<int> labels, IReadOnlyList<string?> speakers, int[] human, double share, NamedSeed seed)
    {
        Random random = seed.For("speakers").ToRandom();
        int[][] groups = [.. human.GroupBy(row => speakers[row] ?? FormattableString.Invariant($"\0{row}")).Select(group => group.ToArray())]; // unknown: one's own group
        Dictionary<int, int> all = human.CountBy(row => labels[row]).ToDictionary();
        return Enumerable.Range(0, Draws).Select(_ => Draw()).MinBy(Distance)!;

        HashSet<int> Draw()
        {
            random.Shuffle(groups);
            var drawn = new HashSet<int>();
            foreach (int[] group in groups.Take(groups.Length - 1).TakeWhile(_ => drawn.Count < share * human.Length))
            {
                drawn.UnionWith(group);
            }

            return drawn;
        }

        double Distance(HashSet<int> drawn)
        {
            Dictionary<int, int> some = drawn.CountBy(row => labels[row]).ToDictionary();
            return all.Sum(pair => Math.Abs(some.GetValueOrDefault(pair.Key) - (share * pair.Value)));
        }
    }
}
