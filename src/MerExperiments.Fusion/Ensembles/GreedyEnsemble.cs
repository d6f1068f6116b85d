using MerExperiments.Settings;

namespace MerExperiments.Fusion.Ensembles;

/// <summary>Ensemble selection with replacement (Caruana et al. 2004): again and again the member is added that helps the metric most; a member's
/// weight is its share of the selections up to the best score.</summary>
/// <remarks>Of members that help alike the first by name is taken, so the order of the members does not matter. The result is never worse
/// than the mean of all, by the metric and on the utterances it was fitted on; where it would be, the mean is returned.</remarks>
public sealed class GreedyEnsemble : IEnsembleMethod
{
    private readonly Func<Posteriors, IReadOnlyList<int>, double> _metric;
    private readonly EnsembleOptions _options;

    /// <param name="metric">Scores posteriors against labels; more is better.</param>
    /// <param name="options">How the selection goes; null takes the defaults.</param>
    /// <exception cref="InvalidInputException">An option lies outside its range.</exception>
    public GreedyEnsemble(Func<Posteriors, IReadOnlyList<int>, double> metric, EnsembleOptions? options = null)
    {
        (_metric, _options) = (metric, options ?? new EnsembleOptions());
        OptionsCheck.Require(_options, "ensemble");
    }

    /// <inheritdoc/>
    public string Name => "greedy";

    /// <inheritdoc/>
    public EnsembleWeights Fit(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels, NamedSeed seed)
    {
        EnsembleInput.Check(members, truth, labels);
        EnsembleMember[] sorted = [.. members.OrderBy(member => member.Name, StringComparer.Ordinal)];
        var counts = sorted.ToDictionary(member => member.Name, _ => 0.0, StringComparer.Ordinal);
        for (int bag = 0; bag < _options.Bags; bag++)
        {
            foreach ((string name, double share) in Select(Bag(sorted, seed.For("bag", bag)), truth))
            {
                counts[name] += share;
            }
        }

        string[] names = [.. members.Select(member => member.Name)];
        var selected = new EnsembleWeights(names, [.. names.Select(name => counts[name])]);
        var even = new EnsembleWeights(names, [.. names.Select(_ => 1.0)]);
        return ScoreOf(selected) >= ScoreOf(even) ? selected : even;

        double ScoreOf(EnsembleWeights weights) => _metric(weights.Apply([.. members.Select(member => member.OutOfFold)]), truth);
    }

    private EnsembleMember[] Bag(EnsembleMember[] members, NamedSeed seed)
    {
        if (_options.Bags == 1)
        {
            return members;
        }

        EnsembleMember[] shuffled = [.. members];
        seed.ToRandom().Shuffle(shuffled);
        return [.. shuffled.Take(Math.Max(1, (int)Math.Round(_options.BagShare * members.Length))).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>Each selected member's share of the selections, up to the first point at which the score was best.</summary>
    private IEnumerable<(string Name, double Share)> Select(EnsembleMember[] members, IReadOnlyList<int> truth)
    {
        List<EnsembleMember> selected = [.. members.OrderByDescending(m => _metric(m.OutOfFold, truth)).Take(_options.SortedStart)];
        var sum = new RunningSum(members[0].OutOfFold);
        selected.ForEach(member => sum.Add(member.OutOfFold));
        (double bestScore, int bestCount) = (_metric(sum.MeanWith(null), truth), selected.Count);
        while (selected.Count < _options.Size)
        {
            (EnsembleMember next, double score) = members
                .Select(member => (member, score: _metric(sum.MeanWith(member.OutOfFold), truth))).MaxBy(pair => pair.score);
            selected.Add(next);
            sum.Add(next.OutOfFold);
            (bestScore, bestCount) = score > bestScore ? (score, selected.Count) : (bestScore, bestCount);
        }

        return selected.Take(bestCount).GroupBy(member => member.Name).Select(group => (group.Key, group.Count() / (double)bestCount));
    }
}
