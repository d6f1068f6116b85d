using MerExperiments.Runs;

namespace MerExperiments.Pipeline;

/// <summary>Executes an experiment: from clips to a finished run folder.</summary>
public interface IExperimentRunner
{
    /// <summary>Runs or resumes, and returns the finished run.</summary>
    /// <exception cref="InvalidInputException">The corpus or its files were refused.</exception>
    /// <exception cref="RunStoppedException">Cancellation was asked for; the run can be resumed.</exception>
    RunFolder Run(ExperimentConfiguration configuration, RunRequest request, IRunProgress progress, CancellationToken cancellation);
}
