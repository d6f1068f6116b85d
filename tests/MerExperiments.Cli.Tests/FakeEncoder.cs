using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests;

/// <summary>Prepares and encodes nothing: it remembers what it was asked, and gives what the test says.</summary>
internal sealed class FakeEncoder : ICorpusEncoder
{
    public ExperimentConfiguration? Configuration { get; private set; }

    public EncodingRequest? Request { get; private set; }

    public Func<IReadOnlyList<PreparedCorpus>> Prepared { get; set; } = () => [];

    public Func<IReadOnlyList<EncodedTable>> Encoded { get; set; } = () => [];

    public IReadOnlyList<PreparedCorpus> Prepare(ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        (Configuration, Request) = (configuration, request);
        return Prepared();
    }

    public IReadOnlyList<EncodedTable> Encode(ExperimentConfiguration configuration, EncodingRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        (Configuration, Request) = (configuration, request);
        return Encoded();
    }
}
