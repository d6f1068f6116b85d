namespace MerExperiments.Reporting;

/// <summary>How a reader should take a note.</summary>
public enum NoteKind
{
    /// <summary>A finding that the data support.</summary>
    Shown,

    /// <summary>A finding that the data do not support, or that goes against the hope.</summary>
    NotShown,

    /// <summary>Something that weakens what the page says.</summary>
    Caution,

    /// <summary>How the numbers came about.</summary>
    Method,
}
