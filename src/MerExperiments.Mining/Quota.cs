namespace MerExperiments.Mining;

/// <summary>How many pseudo-labels a mining iteration may give.</summary>
/// <remarks>Quotas by class follow the square root of the human-labelled counts. In proportion to the counts, mining would leave MER2024's
/// imbalance as it is; in equal parts, a class of 190 human labels would learn mostly from guesses. The root lies between: rare classes
/// gain most, relative to what they have, as in the best public recipe for MER2024, which added 170 clips to neutral's 1,248 but 150
/// to surprise's 190. A class without any human label has none, and a quota that is not filled is not passed on, for that would
/// undo the balance.</remarks>
internal static class Quota
{
    /// <summary>The quota in all: the share of the human-labelled utterances, rounded down.</summary>
    public static int InAll(IReadOnlyList<int> labelledPerClass, double maximumShare) =>
        (int)Math.Floor(labelledPerClass.Sum() * maximumShare);

    /// <summary>The quotas by class, which sum to that in all (largest remainders first, then the order of the classes).</summary>
    public static int[] PerClass(IReadOnlyList<int> labelledPerClass, double maximumShare)
    {
        int total = InAll(labelledPerClass, maximumShare);
        double[] roots = [.. labelledPerClass.Select(count => Math.Sqrt(count))];
        double sum = roots.Sum();
        double[] exact = [.. roots.Select(root => sum == 0 ? 0 : total * root / sum)];
        int[] quotas = Array.ConvertAll(exact, value => (int)Math.Floor(value));
        IEnumerable<int> roundedUp = Enumerable.Range(0, exact.Length)
            .Where(c => roots[c] > 0)
            .OrderByDescending(c => exact[c] - quotas[c])
            .Take(total - quotas.Sum());
        foreach (int c in roundedUp.ToArray())
        {
            quotas[c]++;
        }

        return quotas;
    }
}
