namespace MerExperiments.Media.Transcripts;

/// <summary>One thing the audit found in one transcript.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="Source">Where the transcript comes from.</param>
/// <param name="Rule">What was found.</param>
/// <param name="Severity">What follows.</param>
/// <param name="Value">The measured value; <see cref="TranscriptRule"/> says of what.</param>
/// <param name="Detail">The value and the rule in words, e.g. <c>21.5 characters a second; at most 12 are said</c>.</param>
/// <param name="Text">The transcript as its source has it.</param>
internal sealed record TranscriptFinding(
    string Name, string Source, TranscriptRule Rule, FindingSeverity Severity, double Value, string Detail, string Text);

/// <summary>What follows from a finding.</summary>
internal enum FindingSeverity
{
    /// <summary>It is listed.</summary>
    Note,

    /// <summary>It is listed, and the merge takes no unchecked text that has it.</summary>
    Reject,
}

/// <summary>What the audit looks for in a transcript.</summary>
internal enum TranscriptRule
{
    /// <summary>Nothing is left after cleaning. Value: 0.</summary>
    Empty,

    /// <summary>No letter and no digit is left after cleaning. Value: the text's characters.</summary>
    NothingSpoken,

    /// <summary>More than half of the letters are of a script the corpus is not written in. Value: their share.</summary>
    WrongScript,

    /// <summary>Some letters, up to half, are of such a script. Value: their share.</summary>
    LanguageFlip,

    /// <summary>Control tokens, markup or notes stand in the text; cleaning takes them out. Value: how many kinds.</summary>
    LeftoverTokens,

    /// <summary>The text holds U+FFFD, the mark of characters lost in decoding. Value: how many.</summary>
    LostCharacters,

    /// <summary>More is said per second than anyone says. Value: characters (syllabic scripts) or words a second.</summary>
    TooFast,

    /// <summary>Less is said per second than in a clip of speech. Value: as for too fast.</summary>
    TooSlow,

    /// <summary>One phrase of two or more units is repeated on end, as recognisers in a loop do. Value: how many times.</summary>
    RepeatedPhrase,

    /// <summary>One character or word is repeated on end; laughter is written so too. Value: how many times.</summary>
    RepeatedUnit,

    /// <summary>The text is longer than a clip's can be. Value: its characters.</summary>
    TooLong,
}
