namespace MerExperiments.Media.Transcripts;

/// <summary>Which CSV of transcripts <see cref="TranscriptFile.Read"/> reads, and as what.</summary>
public sealed record TranscriptFileOptions
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The source's name, for choices and findings.</summary>
    public required string Source { get; init; }

    /// <summary>True where a person checked the texts. Default false.</summary>
    public bool IsChecked { get; init; }

    /// <summary>The column of the utterances' names. Default name.</summary>
    public string NameColumn { get; init; } = "name";

    /// <summary>The column of the texts. Default text; MER2024's files have chinese.</summary>
    public string TextColumn { get; init; } = "text";
}
