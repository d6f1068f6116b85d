using MerExperiments.Corpora;
using MerExperiments.Media.Preparation;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Of which corpus, for which conditions, and how, features are wanted.</summary>
/// <param name="Corpus">The corpus as it was read.</param>
/// <param name="Conditions">The conditions; their sound says which versions are needed.</param>
/// <param name="Workers">Clips worked on side by side; it changes no result.</param>
/// <param name="Progress">Whom to tell.</param>
public sealed record FeatureRequest(Corpus Corpus, IReadOnlyList<Condition> Conditions, int Workers, IRunProgress Progress)
{
    /// <summary>The versions of the sound, each once.</summary>
    public IEnumerable<SoundTreatment> Treatments => SoundCondition.TreatmentsOf(Conditions.Select(condition => condition.Sound));
}
