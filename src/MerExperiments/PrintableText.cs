using System.Globalization;
using System.Text;

namespace MerExperiments;

/// <summary>Text that came from outside (a file's name, a cell of a CSV, a transcript, another program's complaint) as a terminal may show it.</summary>
/// <remarks>Written raw, an escape sequence in such a text could clear the screen, change the window's title or paint over a line already there; a
/// character that turns the reading direction could make a file's name look like another.</remarks>
public static class PrintableText
{
    /// <summary>The text with each control character but tab and line feed, and each one that turns the reading direction, written as JSON would: <c>\u001b</c>.</summary>
    /// <returns>The same string where there is none. A carriage return stays before a line feed only; alone it would write over its line.</returns>
    public static string Of(string text)
    {
        int first = 0;
        while (first < text.Length && !IsHarmful(text, first))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            _ = IsHarmful(text, i) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}") : shown.Append(text[i]);
        }

        return shown.ToString();
    }

    private static bool IsHarmful(string text, int at) => text[at] switch
    {
        '\t' or '\n' => false,
        '\r' => at + 1 >= text.Length || text[at + 1] != '\n',
        var c => char.IsControl(c) || IsDirection(c),
    };

    /// <summary>Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode Standard Annex 9), and the two separators that end a line.</summary>
    private static bool IsDirection(char c) => c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
