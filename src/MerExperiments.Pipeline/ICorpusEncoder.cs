using MerExperiments.Media.Preparation;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline;

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
