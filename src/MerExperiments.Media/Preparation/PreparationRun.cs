using MerExperiments.Runs;

namespace MerExperiments.Media.Preparation;

/// <summary>How a preparation is carried out; none of it changes what is prepared.</summary>
/// <param name="Workers">Clips prepared side by side.</param>
/// <param name="Progress">Whom to tell.</param>
/// <param name="Cancellation">Stops the work; finished shards stay.</param>
internal sealed record PreparationRun(int Workers, IRunProgress Progress, CancellationToken Cancellation);
