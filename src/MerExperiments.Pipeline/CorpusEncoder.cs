using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Fusion.Text;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Splits;
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
            SayWhatIsFitted(configuration, progress);
            return (IReadOnlyList<PreparedCorpus>)[.. Treatments(configuration).Select(
                treatment => opened.Preparation.Prepare(opened.Corpus, treatment, request.Workers, progress, cancellation))];
        });

    /// <inheritdoc/>
    public IReadOnlyList<EncodedTable> Encode(
        ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation) =>
        Resumably(request, cancellation, () =>
        {
            OpenedExperiment opened = OpenedExperiment.Open(toolkit, workspace, configuration, ExperimentUse.Encode, progress, cancellation);
            SayWhatIsFitted(configuration, progress);
            return (IReadOnlyList<EncodedTable>)[.. Treatments(configuration).SelectMany(treatment =>
            {
                PreparedCorpus prepared = opened.Preparation.Prepare(opened.Corpus, treatment, request.Workers, progress, cancellation);
                return opened.Encoding.Extract(prepared.Corpus, request.Level, request.Workers, progress, cancellation)
                    .Select((result, i) => Describe(configuration.StoredEncoders[i], result, request.Level, treatment.Describe(configuration.Prepare)));
            })];
        });

    private static void SayWhatIsFitted(ExperimentConfiguration configuration, IRunProgress progress)
    {
        if (configuration.FitsTexts)
        {
            progress.Say($"{TextRows.EncoderName} has no table in the feature store: a run fits it to the training part of each fold");
        }
    }

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

/// <summary>Carries out the first two steps of an experiment alone: preparing its clips and encoding them.</summary>
public interface ICorpusEncoder
{
    /// <summary>Prepares the experiment's corpus: one version per treatment of the sound that its conditions need.</summary>
    /// <exception cref="InvalidInputException">The corpus, a model or a program is refused; all faults at once.</exception>
    /// <exception cref="StoppedException">Cancellation was asked for; what is finished is kept.</exception>
    IReadOnlyList<PreparedCorpus> Prepare(ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation);

    /// <summary>Prepares and encodes.</summary>
    /// <inheritdoc cref="Prepare" path="/exception"/>
    IReadOnlyList<EncodedTable> Encode(ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation);
}

/// <summary>One table in the feature store, as <c>mer encode</c> tells of it.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Sound">What was done to the sound, in words.</param>
/// <param name="Folder">The table's absolute path.</param>
/// <param name="Utterances">Its rows, or the utterances its frames belong to.</param>
/// <param name="Present">How many of them have the feature.</param>
/// <param name="Frames">All frames, or null at the utterance level.</param>
/// <param name="Dimension">Values per row or frame.</param>
/// <param name="Quarantined">Media that could not be read.</param>
public sealed record EncodedTable(
    string Encoder, string Sound, string Folder, int Utterances, int Present, long? Frames, int Dimension, IReadOnlyList<Runs.QuarantinedFile> Quarantined);

/// <summary>How a corpus is to be prepared and encoded.</summary>
public sealed record EncodingRequest
{
    /// <summary>The command line that asked for it, which also goes on with it after a stop.</summary>
    public required string Command { get; init; }

    /// <summary>Clips worked on side by side, 1 or more; it changes no result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether each utterance gets one vector, or one per frame.</summary>
    public FeatureLevel Level { get; init; } = FeatureLevel.Utterance;
}
