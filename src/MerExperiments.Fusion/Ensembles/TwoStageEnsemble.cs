namespace MerExperiments.Fusion.Ensembles;

/// <summary>One method chooses the members, another their weights; both see the same utterances.</summary>
/// <param name="selection">Members to which it gives a weight above 0 are chosen.</param>
/// <param name="weighting">Weighs the chosen members.</param>
public sealed class TwoStageEnsemble(IEnsembleMethod selection, IEnsembleMethod weighting) : IEnsembleMethod
{
    /// <inheritdoc/>
    public string Name => $"{selection.Name} then {weighting.Name}";

    /// <inheritdoc/>
    public EnsembleWeights Fit(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels, NamedSeed seed)
    {
        EnsembleWeights selected = selection.Fit(members, truth, labels, seed.For("selection"));
        EnsembleMember[] chosen = [.. members.Where(member => selected[member.Name] > 0)];
        EnsembleWeights weights = weighting.Fit(chosen, truth, labels, seed.For("weighting"));
        return new EnsembleWeights([.. members.Select(member => member.Name)], [.. members.Select(member => weights[member.Name])]);
    }
}
