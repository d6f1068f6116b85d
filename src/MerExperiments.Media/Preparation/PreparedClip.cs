namespace MerExperiments.Media.Preparation;

/// <summary>What the preparation of one utterance's signal left.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="File">The prepared file's name in the folder, or the empty string where there is none.</param>
/// <param name="Reason">Why there is none, for a clip that could not be read; the empty string otherwise.</param>
/// <param name="Facts">What else is known, in the order of the folder's fact columns.</param>
internal sealed record PreparedClip(string Name, string File, string Reason, params IReadOnlyList<string> Facts)
{
    /// <summary>SHA-256 of the file; the empty string where there is none.</summary>
    public string Sha256 { get; init; } = "";
}
