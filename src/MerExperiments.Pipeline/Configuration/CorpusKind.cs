namespace MerExperiments.Pipeline.Configuration;

/// <summary>Where a corpus comes from.</summary>
public enum CorpusKind
{
    /// <summary>The corpus the toolkit generates.</summary>
    Generated,

    /// <summary>A folder in the MER2024 raw layout.</summary>
    Mer2024,

    /// <summary>A CSV that lists the clips.</summary>
    Manifest,

    /// <summary>A folder of EMO-DB recordings.</summary>
    Emodb,

    /// <summary>A folder with the three transcript files of MELD.</summary>
    Meld,
}
