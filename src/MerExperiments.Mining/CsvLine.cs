using System.Text;

namespace MerExperiments.Mining;

/// <summary>One line of a CSV file, fields quoted by RFC 4180 but without line breaks inside.</summary>
internal static class CsvLine
{
    /// <summary>A field as it stands in a line.</summary>
    /// <exception cref="ArgumentException">It holds a line break.</exception>
    public static string Quote(string field)
    {
        if (field.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"\"{field}\" holds a line break; a field of this file must not", nameof(field));
        }

        return field.AsSpan().ContainsAny(',', '"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
    }

    /// <summary>The fields of a line.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            bool doubled = quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"';
            if (line[i] == '"' && !doubled)
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
                i += doubled ? 1 : 0;
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
