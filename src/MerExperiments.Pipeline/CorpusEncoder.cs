using MerExperiments.Corpora;
using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Pipeline.Preparation;
using MerExperiments.Pipeline.Stages;

namespace MerExperiments.Pipeline;

/// <summary>Prepares and encodes a corpus without running the experiment: what <c>mer prepare</c> and <c>mer encode</c> call.</summary>
/// <remarks>A run of the same experiment finds what is made here, and the other way round.</remarks>
/// <param name="workspace">Where everything lies.</param>
public sealed class CorpusEncoder(Workspace workspace) : ICorpusEncoder
{
    /// <inheritdoc/>
    public IReadOnlyList<PreparedCorpus> Prepare(
        ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation) =>
        Resumably(request, cancellation, () =>
        {
            var preparation = new PreparationStage(workspace, configuration);
            Corpus corpus = new CorpusStage(workspace, progress).Open(configuration, cancellation);
            preparation.Require(corpus);
            PreparationStage.RequireMedia(corpus);
            return (IReadOnlyList<PreparedCorpus>)[.. Treatments(configuration).Select(
                treatment => preparation.Prepare(corpus, treatment, request.Workers, progress, cancellation))];
        });

    /// <inheritdoc/>
    public IReadOnlyList<EncodedTable> Encode(
        ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation) =>
        Resumably(request, cancellation, () =>
        {
            var encoding = new EncodingStage(workspace, configuration, progress);
            var preparation = new PreparationStage(workspace, configuration, encoding.Modalities);
            Corpus corpus = new CorpusStage(workspace, progress).Open(configuration, cancellation);
            encoding.RequireMedia(corpus);
            preparation.Require(corpus);
            return (IReadOnlyList<EncodedTable>)[.. Treatments(configuration).SelectMany(treatment =>
            {
                PreparedCorpus prepared = preparation.Prepare(corpus, treatment, request.Workers, progress, cancellation);
                return encoding.Extract(prepared.Corpus, request.Level, request.Workers, progress, cancellation)
                    .Select((result, i) => Describe(configuration.Encoders[i], result, request.Level, treatment.Describe(configuration.Prepare)));
            })];
        });

    private static IEnumerable<SoundTreatment> Treatments(ExperimentConfiguration configuration) =>
        SoundCondition.TreatmentsOf(SoundCondition.Of(configuration));

    private static EncodedTable Describe(string encoder, ExtractionResult result, FeatureLevel level, string sound)
    {
        (long? frames, int dimension) = level == FeatureLevel.Frame ? (result.Frames.FrameCount, result.Frames.Dimension) : ((long?)null, result.Table.Dimension);
        int present = result.States.Count(state => state == FeatureState.Present);
        return new EncodedTable(
            encoder, sound, result.Folder, result.States.Count, present, frames, dimension, result.Quarantined);
    }

    private T Resumably<T>(EncodingRequest request, CancellationToken cancellation, Func<T> work)
    {
        try
        {
            using IDisposable? used = WorkspaceCache.Use(workspace, cancellation);
            return work();
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("interrupted; what is finished is kept", request.Command);
        }
    }
}
