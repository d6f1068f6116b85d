namespace MerExperiments.Media.Transcripts;

/// <summary>A writing system, as far as transcripts are told apart by it.</summary>
public enum WritingScript
{
    /// <summary>No letters at all: digits, punctuation, nothing.</summary>
    None,

    /// <summary>Chinese characters.</summary>
    Han,

    /// <summary>Hiragana and katakana.</summary>
    Kana,

    /// <summary>Korean.</summary>
    Hangul,

    /// <summary>Latin letters.</summary>
    Latin,

    /// <summary>Cyrillic letters.</summary>
    Cyrillic,

    /// <summary>Greek letters.</summary>
    Greek,

    /// <summary>Arabic letters.</summary>
    Arabic,

    /// <summary>Hebrew letters.</summary>
    Hebrew,

    /// <summary>Devanagari letters.</summary>
    Devanagari,

    /// <summary>Thai letters.</summary>
    Thai,

    /// <summary>Letters of another script.</summary>
    Other,
}
