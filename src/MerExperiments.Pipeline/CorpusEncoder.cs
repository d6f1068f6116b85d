using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Stages;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>Prepares and encodes a corpus without running the experiment: what <c>mer prepare</c> and <c>mer encode</c> call.</summary>
/// <remarks>A run of the same experiment finds what is made here, and the other way round.</remarks>
/// <param name="toolkit">What experiments can be made of.</param>
/// <param name="workspace">Where everything lies.</param>
public sealed class CorpusEncoder(Toolkit toolkit, Workspace workspace) : ICorpusEncoder
{
    /// <inheritdoc/>
    public IReadOnlyList<PreparedCorpus> Prepare(
        ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation) =>
        Resumably(request, cancellation, () =>
        {
            OpenedExperiment opened = OpenedExperiment.Open(toolkit, workspace, configuration, ExperimentUse.Prepare, progress, cancellation);
            return (IReadOnlyList<PreparedCorpus>)[.. Treatments(configuration).Select(
                treatment => opened.Preparation.Prepare(opened.Corpus, treatment, request.Workers, progress, cancellation))];
        });

    /// <inheritdoc/>
    public IReadOnlyList<EncodedTable> Encode(
        ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation) =>
        Resumably(request, cancellation, () =>
        {
            OpenedExperiment opened = OpenedExperiment.Open(toolkit, workspace, configuration, ExperimentUse.Encode, progress, cancellation);
            return (IReadOnlyList<EncodedTable>)[.. Treatments(configuration).SelectMany(treatment =>
            {
                PreparedCorpus prepared = opened.Preparation.Prepare(opened.Corpus, treatment, request.Workers, progress, cancellation);
                return opened.Encoding.Extract(prepared.Corpus, request.Level, request.Workers, progress, cancellation)
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
