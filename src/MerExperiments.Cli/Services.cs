using MerExperiments.Datasets;
using MerExperiments.Pipeline;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Cli;

/// <summary>What the commands call: everything that is not parsing or printing.</summary>
internal sealed record Services
{
    /// <summary>Makes the runner of a workspace.</summary>
    public required Func<Workspace, IExperimentRunner> Runner { get; init; }

    /// <summary>Makes what prepares and encodes the corpora of a workspace.</summary>
    public required Func<Workspace, ICorpusEncoder> Encoder { get; init; }

    /// <summary>Makes what trains the joint models of a workspace.</summary>
    public required Func<Workspace, IFineTuner> FineTuner { get; init; }

    /// <summary>Makes what predicts new clips in a workspace.</summary>
    public required Func<Workspace, IPredictor> Predictor { get; init; }

    /// <summary>What experiments can be made of.</summary>
    public required Toolkit Toolkit { get; init; }

    /// <summary>Writes the report of one run to a file.</summary>
    public required Action<RunFolder, string> WriteReport { get; init; }

    /// <summary>Writes the report that compares runs to a file.</summary>
    public required Action<IReadOnlyList<RunFolder>, string> WriteComparison { get; init; }

    /// <summary>What <c>mer doctor</c> looks at beside the workspace.</summary>
    public required IReadOnlyList<DoctorProbe> Probes { get; init; }

    /// <summary>Makes the way to the servers that files are fetched from.</summary>
    public Func<HttpMessageHandler> Http { get; init; } = Fetcher.CreateHandler;

    /// <summary>How patient a fetch is.</summary>
    public FetchOptions Fetching { get; init; } = new();

    /// <summary>The folder the command was given in.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>The clock of progress lines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether failures print a stack trace without <c>--trace</c>.</summary>
    public bool Trace { get; init; }
}
