namespace MerExperiments.Fusion.Ensembles;

/// <summary>Every member counts the same; nothing is fitted.</summary>
public sealed class MeanEnsemble : IEnsembleMethod
{
    /// <inheritdoc/>
    public string Name => "mean";

    /// <inheritdoc/>
    public EnsembleWeights Fit(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels, NamedSeed seed)
    {
        EnsembleInput.Check(members, truth, labels);
        return new EnsembleWeights([.. members.Select(member => member.Name)], [.. members.Select(_ => 1.0)]);
    }
}
