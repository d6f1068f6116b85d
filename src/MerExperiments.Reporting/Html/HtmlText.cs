using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MerExperiments.Reporting.Html;

/// <summary>Text made safe for HTML: <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and quotes become entities; letters of all scripts stay readable, and characters that command a terminal
/// or turn the reading direction are shown as their numbers.</summary>
public static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Encodes a text for element content or a quoted attribute; null becomes empty.</summary>
    public static string Encode(string? text) => Encoder.Encode(PrintableText.Of(text ?? ""));
}
