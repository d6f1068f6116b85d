using MerExperiments.Corpora;

namespace MerExperiments.Pipeline.Datasets;

/// <summary>Files to fetch, and where they land.</summary>
/// <param name="Name">The corpus or encoder they belong to.</param>
/// <param name="Folder">The absolute folder that their paths are relative to; made when first used.</param>
/// <param name="Files">The files; none where there is nothing to fetch.</param>
public sealed record FetchTarget(string Name, string Folder, IReadOnlyList<Download> Files)
{
    /// <summary>Where a file becomes whole.</summary>
    public string PathOf(Download file) => Path.Combine(Folder, file.Path);
}
