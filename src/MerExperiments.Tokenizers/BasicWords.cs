using System.Globalization;
using System.Text;

namespace MerExperiments.Tokenizers;

/// <summary>Cuts a text into words as BERT does, before word-piece: cleaned, Chinese characters and punctuation apart.</summary>
/// <remarks>Devlin et al., BERT (arXiv 1810.04805), tokenization as published with it. The tokenizer package's own version takes a tab for a control
/// character to drop, keeps invisible format characters, and finds special tokens in text.</remarks>
internal static class BasicWords
{
    /// <summary>The words, none empty, without white space or control characters. The text must hold no lone surrogate.</summary>
    public static IEnumerable<string> Of(string text, bool lowerCase, bool stripAccents, bool splitChinese)
    {
        string clean = Clean(text, splitChinese);
        string bare = stripAccents ? WithoutMarks(CanonicalForm.Decompose(clean)) : clean;
        return Apart(lowerCase ? bare.ToLowerInvariant() : bare).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Clean(string text, bool splitChinese)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                clean.Append(' ');
            }
            else if (splitChinese && IsChinese(rune.Value))
            {
                clean.Append(' ').Append(rune.ToString()).Append(' ');
            }
            else if (!IsControl(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static string WithoutMarks(string decomposed)
    {
        var bare = new StringBuilder(decomposed.Length);
        foreach (Rune rune in decomposed.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark))
        {
            bare.Append(rune.ToString());
        }

        return bare.ToString();
    }

    /// <summary>The text with spaces around each punctuation mark.</summary>
    private static string Apart(string text)
    {
        var apart = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = IsPunctuation(rune) ? apart.Append(' ').Append(rune.ToString()).Append(' ') : apart.Append(rune.ToString());
        }

        return apart.ToString();
    }

    private static bool IsSpace(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Control, format, private and unassigned characters, and the mark of an undecodable one.</summary>
    private static bool IsControl(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    private static bool IsPunctuation(Rune rune) =>
        rune.IsAscii ? char.IsPunctuation((char)rune.Value) || char.IsSymbol((char)rune.Value) : Rune.IsPunctuation(rune);

    private static bool IsChinese(int code) => code
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
