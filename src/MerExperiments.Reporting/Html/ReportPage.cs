using System.Globalization;
using System.Text;
using MerExperiments.Reporting.Words;
using Plotly.NET;

namespace MerExperiments.Reporting.Html;

/// <summary>Builds one self-contained page. All text given to it is encoded here, so no section can forget to. Not thread-safe.</summary>
/// <param name="title">What the browser's tab says.</param>
public sealed class ReportPage(string title)
{
    private readonly StringBuilder _body = new();
    private readonly List<string> _charts = [];

    /// <summary>Adds a heading of level 1 to 4.</summary>
    public void Heading(int level, string text) => _body.Append(CultureInfo.InvariantCulture, $"<h{level}>{HtmlText.Encode(text)}</h{level}>\n");

    /// <summary>Adds a paragraph; nothing where the text is empty.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="kind">A CSS class, or null.</param>
    public void Paragraph(string text, string? kind = null)
    {
        if (text.Length > 0)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<p{Class(kind)}>{HtmlText.Encode(text)}</p>\n");
        }
    }

    /// <summary>Adds a list of notes, each led by its kind in words, so that colour is not the only sign.</summary>
    public void Notes(IEnumerable<Note> notes)
    {
        _body.Append("<ul class=\"notes\">\n");
        foreach (Note note in notes)
        {
            string kind = note.Kind == NoteKind.NotShown ? "Not shown" : note.Kind.ToString();
            _body.Append(CultureInfo.InvariantCulture, $"<li class=\"{note.Kind.ToString().ToLowerInvariant()}\"><b>{kind}</b> {HtmlText.Encode(note.Text)}</li>\n");
        }

        _body.Append("</ul>\n");
    }

    /// <summary>Adds the big number of the answer with what it is.</summary>
    internal void BigNumber(string number, string interval, string explanation) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<p class=\"big\"><span class=\"number\">{HtmlText.Encode(number)}</span> <span class=\"interval\">{HtmlText.Encode(interval)}</span> <span class=\"what\">{HtmlText.Encode(explanation)}</span></p>\n");

    /// <summary>Adds a text as it stands, in a box that opens on a click.</summary>
    public void Preformatted(string summary, string text) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<details><summary>{HtmlText.Encode(summary)}</summary><pre>{HtmlText.Encode(text)}</pre></details>\n");

    /// <summary>Adds a table, in a frame that scrolls where it is too wide or too long.</summary>
    public void Table(HtmlTable table)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\"><table{(table.Sortable ? " class=\"sortable\"" : "")}>");
        _body.Append(CultureInfo.InvariantCulture, $"<caption><span>{HtmlText.Encode(table.Caption)}</span></caption>\n<thead><tr>");
        foreach (HtmlColumn column in table.Columns)
        {
            string header = HtmlText.Encode(column.Header);
            string inner = table.Sortable ? $"<button type=\"button\">{header}</button>" : header;
            _body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Class(column.IsNumber ? "n" : null)}>{inner}</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<HtmlCell> row in table.Rows)
        {
            Row(table, row);
        }

        _body.Append("</tbody></table></div>\n");
    }

    /// <summary>Adds a chart with a caption. A reader that cannot see it is told its label.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="label">What it shows, with its main numbers, for a screen reader.</param>
    /// <param name="caption">How to read it.</param>
    /// <param name="heightPixels">Its height.</param>
    /// <param name="minimumWidthPixels">On a narrower screen the chart scrolls sideways; 0 lets it shrink as it can.</param>
    public void Chart(GenericChart chart, string label, string caption, int heightPixels, int minimumWidthPixels = 0) =>
        Figure(GenericChart.toFigureJson(chart), label, caption, heightPixels, minimumWidthPixels);

    /// <summary>The same of a figure's JSON, as plotly.js reads it: <c>data</c> and <c>layout</c>.</summary>
    internal void Figure(string json, string label, string caption, int heightPixels, int minimumWidthPixels = 0)
    {
        string width = minimumWidthPixels > 0 ? $";min-width:{minimumWidthPixels}px" : "";
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<figure><div class=\"frame\"><div class=\"chart\" data-chart=\"{_charts.Count}\" role=\"img\" aria-label=\"{HtmlText.Encode(label)}\" style=\"height:{heightPixels}px{width}\"></div></div><figcaption>{HtmlText.Encode(caption)}</figcaption></figure>\n");
        _charts.Add(PrintableText.Of(json).Replace("<", "\\u003c", StringComparison.Ordinal));
    }

    /// <summary>Adds a box of a CSS class, with what is written meanwhile inside it.</summary>
    /// <param name="kind">The CSS class, e.g. <c>pair</c>, which sets two charts side by side.</param>
    /// <param name="write">Writes what stands in the box.</param>
    public void Box(string kind, Action write)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<section{Class(kind)}>\n");
        write();
        _body.Append("</section>\n");
    }

    /// <summary>Lets someone write, and takes back what was written where that failed, so that one faulty part does not lose the page.</summary>
    /// <param name="write">Writes a part of the page.</param>
    /// <returns>What was thrown; null where nothing was.</returns>
    internal Exception? Attempt(Action write)
    {
        (int body, int charts) = (_body.Length, _charts.Count);
        try
        {
            write();
            return null;
        }
        catch (Exception e)
        {
            _body.Length = body;
            _charts.RemoveRange(charts, _charts.Count - charts);
            return e;
        }
    }

    /// <summary>The whole page, with one copy of plotly.js, nothing loaded from anywhere.</summary>
    public override string ToString() => PageTemplate.Fill(HtmlText.Encode(title), _body.ToString(), string.Join(",\n", _charts));

    private void Row(HtmlTable table, IReadOnlyList<HtmlCell> row)
    {
        _body.Append("<tr>");
        for (int i = 0; i < row.Count; i++)
        {
            HtmlCell cell = row[i];
            string kind = string.Join(' ', new[] { table.Columns[i].IsNumber ? "n" : null, cell.Kind }.OfType<string>());
            string sort = cell.SortBy is { } by ? string.Create(CultureInfo.InvariantCulture, $" data-sort=\"{by:R}\"") : "";
            _body.Append(CultureInfo.InvariantCulture, $"<td{Class(kind.Length == 0 ? null : kind)}{sort}>{HtmlText.Encode(cell.Text)}</td>");
        }

        _body.Append("</tr>\n");
    }

    private static string Class(string? kind) => kind is null ? "" : $" class=\"{HtmlText.Encode(kind)}\"";
}
