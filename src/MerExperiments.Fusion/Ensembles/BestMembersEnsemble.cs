namespace MerExperiments.Fusion.Ensembles;

/// <summary>The members that score best alone, each counting the same; of equals the first by name.</summary>
/// <param name="metric">Scores posteriors against labels; more is better.</param>
/// <param name="size">How many, 1 or more; all where there are fewer.</param>
public sealed class BestMembersEnsemble(Func<Posteriors, IReadOnlyList<int>, double> metric, int size) : IEnsembleMethod
{
    /// <inheritdoc/>
    public string Name => "best";

    /// <inheritdoc/>
    public EnsembleWeights Fit(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels, NamedSeed seed)
    {
        EnsembleInput.Check(members, truth, labels);
        HashSet<string> best =
        [
            .. members.OrderByDescending(member => metric(member.OutOfFold, truth))
                .ThenBy(member => member.Name, StringComparer.Ordinal)
                .Take(size)
                .Select(member => member.Name),
        ];
        return new EnsembleWeights([.. members.Select(member => member.Name)], [.. members.Select(member => best.Contains(member.Name) ? 1.0 : 0)]);
    }
}
