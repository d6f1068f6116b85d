using MerExperiments.Pipeline.Configuration;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline;

/// <summary>Composes the stages into a run.</summary>
public sealed class ExperimentRunner(Workspace workspace, TimeProvider time) : IExperimentRunner
{
    /// <inheritdoc/>
    public RunFolder Run(ExperimentConfiguration configuration, RunRequest request, IRunProgress progress, CancellationToken cancellation) =>
        throw new NotSupportedException($"the stages of a run are not built in yet ({workspace.Root}, {time.GetUtcNow():yyyy})");
}
