using System.Text;

namespace MerExperiments.Tokenizers;

/// <summary>Makes any string a valid Unicode text.</summary>
internal static class WellFormed
{
    /// <summary>The text, with U+FFFD in the place of each lone surrogate.</summary>
    public static string Of(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            builder.Append(rune.ToString());
        }

        return builder.ToString();
    }
}
