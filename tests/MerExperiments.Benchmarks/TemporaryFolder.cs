namespace MerExperiments.Benchmarks;

/// <summary>A folder for a benchmark's files, deleted on disposal.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("mer-benchmark-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
