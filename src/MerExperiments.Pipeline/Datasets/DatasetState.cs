namespace MerExperiments.Pipeline.Datasets;

/// <summary>What lies of a corpus in its folder.</summary>
public enum DatasetState
{
    /// <summary>All its files; their bytes are checked when it is fetched again.</summary>
    Here,

    /// <summary>Some of its files, or a part of one.</summary>
    Begun,

    /// <summary>Nothing.</summary>
    NotFetched,

    /// <summary>Its card names no files: its owners must be asked.</summary>
    AskFirst,
}
