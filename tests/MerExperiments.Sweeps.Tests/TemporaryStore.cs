using MerExperiments.Runs;

namespace MerExperiments.Sweeps.Tests;

/// <summary>An iteration folder that is deleted when the test ends.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mer-sweep-").FullName;

    /// <summary>The damaged files that the store told of.</summary>
    public List<string> Told { get; } = [];

    public TrialStore Open() => new(Folder, damage => Told.Add(Path.GetFileName(damage.Place)));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
