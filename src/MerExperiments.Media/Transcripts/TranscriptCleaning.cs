using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MerExperiments.Media.Transcripts;

/// <summary>The rules by which a transcript is cleaned of what was never spoken.</summary>
/// <remarks>In this order: HTML entities are decoded, once; SSA and ASS override blocks <c>{\...}</c> are dropped and their <c>\N</c>, <c>\n</c>, <c>\h</c> become
/// spaces; recognisers' and tokenizers' tokens (<c>&lt;|...|&gt;</c>, [UNK], &lt;unk&gt;, [MASK], [CLS], [SEP], [PAD], &lt;s&gt;, &lt;/s&gt;, &lt;pad&gt;, &lt;blank&gt;) become spaces; HTML tags are
/// dropped, line breaks become spaces; notes (U+2669 to U+266C) are dropped; invisible and control characters are dropped; every run of white space
/// becomes one space, none at the ends. Nothing else changes: no letter, no punctuation, no case. Cleaning twice is cleaning once, unless an entity
/// was encoded twice.</remarks>
internal static partial class TranscriptCleaning
{
    /// <summary>A cleaned transcript.</summary>
    public static string Clean(string text)
    {
        string spoken = Overrides().Replace(Decoded(text), "");
        spoken = Breaks().Replace(spoken, " ");
        spoken = Tokens().Replace(spoken, " ");
        spoken = Tags().Replace(spoken, "");
        return Spaced(spoken);
    }

    /// <summary>What <see cref="Clean"/> takes out beside white space and invisible characters, as it stands in the text, in order, each once.</summary>
    public static IReadOnlyList<string> Leftovers(string text)
    {
        string decoded = Decoded(text);
        return
        [
            .. Entities().Matches(text).Where(match => WebUtility.HtmlDecode(match.Value) != match.Value)
                .Concat(Overrides().Matches(decoded)).Concat(Breaks().Matches(decoded)).Concat(Tokens().Matches(decoded)).Concat(Tags().Matches(decoded))
                .Concat(Notes().Matches(decoded)).Select(match => match.Value).Distinct(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});", RegexOptions.CultureInvariant)]
    private static partial Regex Entities();

    [GeneratedRegex(@"\{\\[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Overrides();

    [GeneratedRegex(@"\\[Nnh]|<[bB][rR]\s*/?>", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"<\|[^<>|]*\|>|\[(UNK|MASK|CLS|SEP|PAD)\]|</?s>|<(unk|pad|blank|mask|sil)>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"</?(i|b|u|em|strong|font|span|p|div|ruby|rt|c|v)(\s[^<>]*)?/?>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex("[\u2669-\u266c]", RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    private static string Decoded(string text) => Entities().Replace(text, match => WebUtility.HtmlDecode(match.Value));

    private static string Spaced(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                spaced.Append(' ');
            }
            else if (rune.Value is not (>= 0x2669 and <= 0x266C) && !IsInvisible(rune))
            {
                spaced.Append(rune.ToString());
            }
        }

        return string.Join(' ', spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Control and format characters (a byte order mark, zero-width spaces, directions); the joiners that some scripts spell with stay.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D));
}
