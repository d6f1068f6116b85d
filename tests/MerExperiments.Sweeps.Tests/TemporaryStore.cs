using MerExperiments.Runs;

namespace MerExperiments.Sweeps.Tests;

/// <summary>An iteration folder that is deleted when the test ends.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mer-sweep-").FullName;

    public TrialStore Open() => new(Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
