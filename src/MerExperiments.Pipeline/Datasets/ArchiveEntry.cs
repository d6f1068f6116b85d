namespace MerExperiments.Pipeline.Datasets;

/// <summary>One thing in an archive.</summary>
/// <param name="Name">Its name, as the archive writes it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Open">Opens a file's bytes.</param>
internal sealed record ArchiveEntry(string Name, ArchiveEntryKind Kind, Func<Stream> Open);
