namespace MerExperiments.Media.Transcripts;

/// <summary>Transcripts of one origin: subtitles that a person checked, a recogniser, or a file from elsewhere.</summary>
/// <param name="Name">The name, for choices and findings; not <see cref="NoSource"/>.</param>
/// <param name="IsChecked">True where a person checked the texts: they come before all others, and no finding but emptiness rejects them.</param>
/// <param name="Texts">The texts by utterance; an utterance that is not in it has none here.</param>
public sealed record TranscriptSource(string Name, bool IsChecked, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>What a choice names where no source had a usable text.</summary>
    public const string NoSource = "none";
}
