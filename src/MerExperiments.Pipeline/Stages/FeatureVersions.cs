using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Pipeline.Preparation;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The features of every version of a corpus that a run's arms need: one version per treatment of the sound.</summary>
public sealed class FeatureVersions
{
    private readonly Dictionary<SoundTreatment, IReadOnlyList<FeatureTable>> _tables;

    private FeatureVersions(Dictionary<SoundTreatment, IReadOnlyList<FeatureTable>> tables) => _tables = tables;

    /// <summary>The tables of one version, one per encoder.</summary>
    public IReadOnlyList<FeatureTable> this[SoundTreatment treatment] => _tables[treatment];

    /// <summary>Prepares and encodes all versions, and notes in the run which tables it reads and what could not be read.</summary>
    public static FeatureVersions Create(
        RunContext context, Corpus corpus, IReadOnlyList<Arm> arms, PreparationStage preparation, EncodingStage encoding, CancellationToken cancellation)
    {
        var tables = new Dictionary<SoundTreatment, IReadOnlyList<FeatureTable>>();
        var folders = new List<string>();
        var quarantined = new List<QuarantinedFile>();
        foreach (SoundTreatment treatment in SoundCondition.TreatmentsOf(arms.Select(arm => arm.Condition)))
        {
            PreparedCorpus prepared = preparation.Prepare(corpus, treatment, context.Workers, context.Progress, cancellation);
            EncodedCorpus encoded = encoding.Encode(prepared.Corpus, context.Workers, context.Progress, cancellation);
            tables[treatment] = encoded.Tables;
            folders.AddRange(encoded.Folders.Select(folder => Path.GetFileName(folder)));
            quarantined.AddRange(encoded.Quarantined);
        }

        QuarantinedFile[] listed = [.. quarantined.Distinct()];
        context.Session.Keep([.. folders.Distinct()], listed);
        Tell(context.Progress, listed);
        return new FeatureVersions(tables);
    }

    private static void Tell(IRunProgress progress, QuarantinedFile[] quarantined)
    {
        if (quarantined.Length > 0)
        {
            progress.Say($"{quarantined.Length} media files could not be read, the first is {quarantined[0].Path}: {quarantined[0].Reason}; the report lists all");
        }
    }
}
