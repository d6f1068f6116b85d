namespace MerExperiments.Corpora;

/// <summary>Mends the texts of MELD: earlier releases have quotes and dashes of Windows-1252 as control characters, U+0080 to U+009F.</summary>
internal static class MeldText
{
    private const char First = '\u0080';

    /// <summary>What the bytes 80 to 9F mean in Windows-1252; the five that mean nothing become spaces.</summary>
    private const string Meant = "\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  \u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178";

    /// <summary>The text with its quotes and dashes, without white space at the ends.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (mended, from) =>
    {
        for (int i = 0; i < mended.Length; i++)
        {
            mended[i] = from[i] is >= First and < (char)(First + 32) ? Meant[from[i] - First] : from[i];
        }
    }).Trim();
}
