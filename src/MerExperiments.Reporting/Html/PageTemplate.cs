using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MerExperiments.Reporting.Html;

/// <summary>The frame of every page: styles, the script that draws and sorts, and plotly.js as the Plotly.NET package carries it.</summary>
/// <remarks>A content security policy forbids the page to load anything, so a reader can trust that it works offline.</remarks>
internal static class PageTemplate
{
    // By the assembly's name: its types need an F# core that a notebook kernel may not have.
    private static readonly Lazy<string> Plotly = new(() => Resource(Assembly.Load("Plotly.NET"), ".min.js"));
    private static readonly Lazy<string> Style = new(() => Resource(typeof(PageTemplate).Assembly, "report.css"));
    private static readonly Lazy<string> Script = new(() => Resource(typeof(PageTemplate).Assembly, "report.js"));

    /// <summary>Puts an encoded title, a body and comma-separated charts into the frame.</summary>
    public static string Fill(string title, string body, string charts) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
        <title>{title}</title>
        <style>
        {Style.Value}
        </style>
        </head>
        <body>
        <main>
        <noscript><p class="warning">The charts need JavaScript; every number also stands in a table.</p></noscript>
        {body}
        </main>
        <script id="charts" type="application/json">[{charts}]</script>
        <script id="plotly">{Plotly.Value}</script>
        <script>
        {Script.Value}
        </script>
        </body>
        </html>

        """;

    private static string Resource(Assembly assembly, string ending)
    {
        string name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(ending, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>Text made safe for HTML: <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and quotes become entities; letters of all scripts stay readable, and characters that command a terminal
/// or turn the reading direction are shown as their numbers.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Encodes a text for element content or a quoted attribute; null becomes empty.</summary>
    public static string Encode(string? text) => Encoder.Encode(PrintableText.Of(text ?? ""));
}
