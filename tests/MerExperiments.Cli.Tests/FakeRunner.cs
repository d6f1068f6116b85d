using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests;

/// <summary>A runner that remembers what it was asked, and does what the test says.</summary>
internal sealed class FakeRunner : IExperimentRunner
{
    public ExperimentConfiguration? Configuration { get; private set; }

    public RunRequest? Request { get; private set; }

    public Func<IRunProgress, CancellationToken, RunFolder> Work { get; set; } = (_, _) => throw new InvalidOperationException("no work was given");

    public RunFolder Run(ExperimentConfiguration configuration, RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        (Configuration, Request) = (configuration, request);
        return Work(progress, cancellation);
    }
}
