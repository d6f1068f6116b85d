namespace MerExperiments.Pipeline.Datasets;

/// <summary>What a thing in an archive is.</summary>
internal enum ArchiveEntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, a device or what else no corpus needs.</summary>
    Other,
}
