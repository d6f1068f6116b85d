namespace MerExperiments.Fusion.Ensembles;

/// <summary>The check that all ensemble methods make.</summary>
internal static class EnsembleInput
{
    /// <exception cref="ArgumentException">There is no member, two have one name, or the utterances or classes do not agree.</exception>
    public static void Check(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels)
    {
        if (members.Count == 0 || members.Select(member => member.Name).Distinct(StringComparer.Ordinal).Count() != members.Count)
        {
            throw new ArgumentException(
                $"the members are [{string.Join(", ", members.Select(member => member.Name))}]; there must be one or more, of different names",
                nameof(members));
        }

        EnsembleMember? odd = members.FirstOrDefault(
            member => !member.OutOfFold.Labels.Equals(labels) || !member.OutOfFold.Names.SequenceEqual(members[0].OutOfFold.Names, StringComparer.Ordinal));
        if (odd is not null || members[0].OutOfFold.Count != truth.Count)
        {
            throw new ArgumentException(
                $"{odd?.Name ?? members[0].Name} has other utterances or classes than the rest, or their number is not that of the {truth.Count} labels",
                nameof(members));
        }
    }
}

/// <summary>A model that may join an ensemble, known by what it predicts for utterances it was not fitted on.</summary>
/// <param name="Name">Its name, different from all others'.</param>
/// <param name="OutOfFold">Its out-of-fold posteriors; all members have the same utterances in the same order.</param>
public sealed record EnsembleMember(string Name, Posteriors OutOfFold);
