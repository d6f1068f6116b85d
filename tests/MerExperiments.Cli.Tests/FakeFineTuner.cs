using MerExperiments.Pipeline;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests;

/// <summary>Trains nothing: it remembers what it was asked, and gives what the test says.</summary>
internal sealed class FakeFineTuner : IFineTuner
{
    public ExperimentConfiguration? Configuration { get; private set; }

    public FineTuningRequest? Request { get; private set; }

    public Func<FineTuningResult> Result { get; set; } = () => new FineTuningResult { Models = [] };

    public FineTuningResult FineTune(ExperimentConfiguration configuration, FineTuningRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        (Configuration, Request) = (configuration, request);
        return Result();
    }
}
