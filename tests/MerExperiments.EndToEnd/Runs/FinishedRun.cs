using MerExperiments.Runs;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>One small run that several tests look at.</summary>
public sealed class FinishedRun : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public FinishedRun() => Run = _workspace.Run();

    public RunFolder Run { get; }

    public string Root => _workspace.Root;

    internal SmallWorkspace Workspace => _workspace;

    public void Dispose() => _workspace.Dispose();
}
