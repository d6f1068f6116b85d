namespace MerExperiments.Tests.Corpora;

internal static class SequenceComparison
{
    public static bool SequenceEqual<TFirst, TSecond>(
        this IEnumerable<TFirst> first, IReadOnlyCollection<TSecond> second, Func<TFirst, TSecond, bool> same) =>
        first.Count() == second.Count && first.Zip(second, same).All(equal => equal);
}
