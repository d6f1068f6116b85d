using System.Text;

namespace MerExperiments.Media.Transcripts;

/// <summary>Tells scripts by Unicode's block ranges, and counts what is spoken of a text.</summary>
internal static class WritingScripts
{
    private static readonly (int First, int Last, WritingScript Script)[] Ranges =
    [
        (0x0041, 0x024F, WritingScript.Latin), (0x0370, 0x03FF, WritingScript.Greek), (0x0400, 0x052F, WritingScript.Cyrillic),
        (0x0590, 0x05FF, WritingScript.Hebrew), (0x0600, 0x06FF, WritingScript.Arabic), (0x0750, 0x077F, WritingScript.Arabic),
        (0x0900, 0x097F, WritingScript.Devanagari), (0x0E00, 0x0E7F, WritingScript.Thai), (0x1100, 0x11FF, WritingScript.Hangul),
        (0x1E00, 0x1EFF, WritingScript.Latin), (0x1F00, 0x1FFF, WritingScript.Greek), (0x3005, 0x3007, WritingScript.Han),
        (0x3041, 0x30FA, WritingScript.Kana), (0x30FD, 0x30FF, WritingScript.Kana), (0x3130, 0x318F, WritingScript.Hangul), (0x31F0, 0x31FF, WritingScript.Kana),
        (0x3400, 0x4DBF, WritingScript.Han), (0x4E00, 0x9FFF, WritingScript.Han), (0xAC00, 0xD7AF, WritingScript.Hangul), (0xF900, 0xFAFF, WritingScript.Han),
        (0xFB50, 0xFDFF, WritingScript.Arabic), (0xFE70, 0xFEFC, WritingScript.Arabic), (0xFF21, 0xFF3A, WritingScript.Latin), (0xFF41, 0xFF5A, WritingScript.Latin),
        (0xFF66, 0xFF9F, WritingScript.Kana), (0x20000, 0x323AF, WritingScript.Han),
    ];

    /// <summary>The script of a character; <see cref="WritingScript.None"/> for what is no letter.</summary>
    public static WritingScript Of(Rune rune)
    {
        if (!Rune.IsLetter(rune) && rune.Value is not 0x3007)
        {
            return WritingScript.None;
        }

        int range = Array.FindIndex(Ranges, range => rune.Value >= range.First && rune.Value <= range.Last);
        return range < 0 ? WritingScript.Other : Ranges[range].Script;
    }

    /// <summary>How many letters of each script a text holds; scripts it does not hold are absent.</summary>
    public static IReadOnlyDictionary<WritingScript, int> Letters(string text) =>
        text.EnumerateRunes().Select(Of).Where(script => script != WritingScript.None).CountBy(script => script).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>The script of most of a text's letters; of equal ones the first in order; <see cref="WritingScript.None"/> without letters.</summary>
    public static WritingScript Main(string text) => Most(Letters(text));

    /// <summary>The script that is the main one of most of the texts, the texts without letters left out.</summary>
    public static WritingScript Majority(IEnumerable<string> texts) =>
        Most(texts.Select(Main).Where(script => script != WritingScript.None).CountBy(script => script));

    /// <summary>True where a character is a syllable or more by itself, and words are not told apart by spaces.</summary>
    public static bool IsSyllabic(WritingScript script) => script is WritingScript.Han or WritingScript.Kana or WritingScript.Hangul;

    /// <summary>What is spoken, one unit after another: each character of a syllabic script, each run of other letters and digits.</summary>
    public static IReadOnlyList<string> Units(string text)
    {
        var units = new List<string>();
        var word = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSyllable = IsSyllabic(Of(rune));
            if (!isSyllable && (Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '\u2019' || IsMark(rune)))
            {
                word.Append(rune.ToString());
                continue;
            }

            End(word, units);
            units.AddRange(isSyllable ? [rune.ToString()] : []);
        }

        End(word, units);
        return units;
    }

    private static WritingScript Most(IEnumerable<KeyValuePair<WritingScript, int>> counts) =>
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).FirstOrDefault();

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static void End(StringBuilder word, List<string> units)
    {
        string text = word.ToString().Trim('\'', '\u2019');
        units.AddRange(text.Length > 0 ? [text] : []);
        word.Clear();
    }
}
