using System.Text;

namespace MerExperiments.Corpora;

/// <summary>Cuts a CSV text into records, by RFC 4180.</summary>
internal sealed class CsvScanner
{
    private readonly string _place;
    private readonly string _text;
    private readonly List<Fault> _faults;
    private readonly StringBuilder _field = new();
    private int _at;
    private int _line = 1;
    private bool _isSpoilt;

    private CsvScanner(string place, string text, List<Fault> faults)
    {
        _faults = faults;
        _place = place;
        _text = text;
        _at = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>The records, blank lines left out, and those in which a quoted field is not closed, or goes on after its closing quote.</summary>
    /// <param name="place">How faults call the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="faults">Where the faults of the records left out go.</param>
    public static IEnumerable<CsvRecord> Scan(string place, string text, List<Fault> faults)
    {
        var scanner = new CsvScanner(place, text, faults);
        while (scanner._at < text.Length)
        {
            if (scanner.SkipLineBreak())
            {
                continue;
            }

            int line = scanner._line;
            scanner._isSpoilt = false;
            string[] fields = scanner.Record();
            if (!scanner._isSpoilt)
            {
                yield return new CsvRecord(line, fields);
            }
        }
    }

    private string[] Record()
    {
        List<string> fields = [Field()];
        while (_at < _text.Length && _text[_at] == ',')
        {
            _at++;
            fields.Add(Field());
        }

        SkipLineBreak();
        return [.. fields];
    }

    private string Field() => _at < _text.Length && _text[_at] == '"' ? QuotedField() : PlainField();

    private string PlainField()
    {
        int start = _at;
        int length = _text.AsSpan(start).IndexOfAny(",\r\n");
        _at = length < 0 ? _text.Length : start + length;
        return _text[start.._at];
    }

    private string QuotedField()
    {
        (int openedOn, int openedAt) = (_line, _at);
        _field.Clear();
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '"' && !(_at + 1 < _text.Length && _text[++_at] == '"'))
            {
                return Closed();
            }

            _line += c == '\n' ? 1 : 0;
            _field.Append(c);
        }

        (_line, _at) = (openedOn, openedAt);
        return Spoilt(openedOn, "opens a quoted field that is never closed");
    }

    private string Closed()
    {
        // At the end of the text the closing quote is the last character and was not stepped over.
        _at = _at < _text.Length && _text[_at] == '"' ? _at + 1 : _at;
        return _at >= _text.Length || _text[_at] is ',' or '\r' or '\n'
            ? _field.ToString()
            : Spoilt(_line, $"has \"{_text[_at]}\" after a closing quote; a comma or the line's end must follow (a quote inside is doubled)");
    }

    /// <summary>Notes a fault of the record and steps to the line's end, where the next one begins.</summary>
    private string Spoilt(int line, string problem)
    {
        _faults.Add(new Fault($"{_place}:{line}", problem));
        _isSpoilt = true;
        PlainLine();
        return "";
    }

    private void PlainLine()
    {
        int length = _text.AsSpan(_at).IndexOfAny('\r', '\n');
        _at = length < 0 ? _text.Length : _at + length;
    }

    private bool SkipLineBreak()
    {
        int start = _at;
        if (_at < _text.Length && _text[_at] == '\r')
        {
            _at++;
        }

        if (_at < _text.Length && _text[_at] == '\n')
        {
            _at++;
        }

        _line += _at > start ? 1 : 0;
        return _at > start;
    }
}

/// <summary>The fields of one CSV record and the line on which it starts.</summary>
internal readonly record struct CsvRecord(int Line, string[] Fields);
