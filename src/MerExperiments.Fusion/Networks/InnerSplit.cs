namespace MerExperiments.Fusion.Networks;

/// <summary>A part of the training rows set aside to choose the epoch: about 15% of the human-labelled rows, of every class.</summary>
/// <param name="Training">Rows to train on.</param>
/// <param name="Validation">Rows to choose on; empty where there are too few rows to set any aside.</param>
internal sealed record InnerSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Validation)
{
    private const double Share = 0.15;
    private const int LeastRows = 20;
    private const int LeastSpeakers = 3;
    private const int Draws = 32;

    /// <summary>Splits rows; no speaker falls on both sides where speakers are known, and no pseudo-label into the validation part.</summary>
    public static InnerSplit Of(TrainingRows rows, Random random)
    {
        int[] human = [.. Enumerable.Range(0, rows.Count).Where(row => rows.MayValidate(row))];
        string[] speakers = [.. human.Select(row => rows.Speakers[row]).OfType<string>().Distinct(StringComparer.Ordinal)];
        HashSet<int> validation = human.Length < LeastRows ? []
            : speakers.Length >= LeastSpeakers ? BySpeaker(rows, human, random)
            : Stratified(rows, human, random);
        HashSet<string> held = speakers.Length < LeastSpeakers ? [] : [.. validation.Select(row => rows.Speakers[row]).OfType<string>()];
        bool Trains(int row) => !validation.Contains(row) && !(rows.Speakers[row] is { } speaker && held.Contains(speaker));
        return new InnerSplit([.. Enumerable.Range(0, rows.Count).Where(Trains)], [.. validation.Order()]);
    }

    private static HashSet<int> Stratified(TrainingRows rows, int[] human, Random random)
    {
        var validation = new HashSet<int>();
        foreach (IGrouping<int, int> ofClass in human.GroupBy(row => rows.Labels[row]).OrderBy(group => group.Key))
        {
            int[] shuffled = [.. ofClass];
            random.Shuffle(shuffled);
            validation.UnionWith(shuffled.Take((int)Math.Round(Share * shuffled.Length)));
        }

        return validation;
    }

    /// <summary>Of several random sets of speakers, the one whose class counts come nearest to the share of each class.</summary>
    private static HashSet<int> BySpeaker(TrainingRows rows, int[] human, Random random)
    {
        string GroupOf(int row) => rows.Speakers[row] ?? FormattableString.Invariant($"\0{row}"); // an unknown speaker is one's own group
        int[][] groups = [.. human.GroupBy(GroupOf, StringComparer.Ordinal).Select(group => group.ToArray())];
        int classes = rows.Labels.Max() + 1;
        double[] wanted = [.. CountsOf(human).Select(count => Share * count)];
        return Enumerable.Range(0, Draws).Select(_ => Draw()).MinBy(DistanceOf)!;

        double[] CountsOf(IEnumerable<int> some)
        {
            double[] counts = new double[classes];
            foreach (int row in some)
            {
                counts[rows.Labels[row]]++;
            }

            return counts;
        }

        double DistanceOf(HashSet<int> some) => CountsOf(some).Zip(wanted, (count, want) => Math.Abs(count - want)).Sum();

        HashSet<int> Draw()
        {
            random.Shuffle(groups);
            var drawn = new HashSet<int>();
            foreach (int[] group in groups.TakeWhile(_ => drawn.Count < Share * human.Length))
            {
                drawn.UnionWith(group);
            }

            return drawn;
        }
    }
}
