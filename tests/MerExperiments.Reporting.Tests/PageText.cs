using System.Net;
using System.Text.RegularExpressions;

namespace MerExperiments.Reporting.Tests;

/// <summary>Takes a report apart as a reader or a browser does.</summary>
internal static partial class PageText
{
    /// <summary>The page without plotly.js, whose source is not ours.</summary>
    public static string WithoutPlotly(string html) => Plotly().Replace(html, "");

    /// <summary>What a reader reads, a line per element, cells of a row on one line.</summary>
    public static string Skeleton(string html)
    {
        string body = Scripts().Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], "");
        body = body.Replace("</td>", " | ").Replace("</th>", " | ");
        body = Blocks().Replace(body, "\n");
        IEnumerable<string> lines = WebUtility.HtmlDecode(Tags().Replace(body, "")).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        return string.Join('\n', lines) + "\n";
    }

    [GeneratedRegex("<script id=\"plotly\">.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Plotly();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("</(p|h1|h2|h3|h4|li|tr|caption|figcaption|summary|pre)>")]
    private static partial Regex Blocks();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
