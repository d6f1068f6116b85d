using System.Globalization;
using System.Text.Json;

namespace MerExperiments.AudioText.Weights;

/// <summary>Parses the JSON of a safetensors header into entries; every fault is named with the byte of the file at which it stands.</summary>
/// <param name="file">The file, for faults.</param>
/// <param name="headerStart">The byte of the file at which the JSON begins.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class HeaderParser(string file, int headerStart, List<Fault> faults)
{
    private const string MetadataName = "__metadata__";
    private const int MostDimensions = 64;

    /// <summary>The entries that could be read, in the header's order.</summary>
    public List<HeaderEntry> Entries { get; } = [];

    /// <summary>The texts that the file carries along.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Parses the whole header; <paramref name="json"/> is valid UTF-8.</summary>
    public void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                faults.Add(new Fault(At(reader), "the header is not a JSON object"));
                return;
            }

            ParseEntries(ref reader);
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            long at = headerStart + (e is JsonException ? reader.BytesConsumed : reader.TokenStartIndex);
            faults.Add(new Fault(string.Create(CultureInfo.InvariantCulture, $"{file}: byte {at}"), $"the header is not JSON: {e.Message}"));
        }
    }

    private void ParseEntries(ref Utf8JsonReader reader)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            string place = $"{At(reader)}: {TensorNames.Quoted(name)}";
            if (!names.Add(name))
            {
                faults.Add(new Fault(place, "stands in the header twice; a name must stand once"));
            }

            reader.Read();
            if (name == MetadataName)
            {
                ParseMetadata(ref reader, place);
            }
            else
            {
                ParseEntry(ref reader, name, place);
            }
        }
    }

    private void ParseMetadata(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref reader, place, "is no object of texts");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                Skip(ref reader, place, $"holds {TensorNames.Quoted(key)}, which is no text");
            }
            else if (!Metadata.TryAdd(key, reader.GetString()!))
            {
                faults.Add(new Fault(place, $"holds {TensorNames.Quoted(key)} twice"));
            }
        }
    }

    private void ParseEntry(ref Utf8JsonReader reader, string name, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref reader, place, "is no object with dtype, shape and data_offsets");
            return;
        }

        int before = faults.Count;
        SafetensorsElement? element = null;
        long[]? shape = null;
        long[]? offsets = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (!keys.Add(key))
            {
                faults.Add(new Fault(place, $"holds {TensorNames.Quoted(key)} twice"));
            }

            reader.Read();
            switch (key)
            {
                case "dtype": element = ParseElement(ref reader, place); break;
                case "shape": shape = ParseNumbers(ref reader, place, key, MostDimensions); break;
                case "data_offsets": offsets = ParseNumbers(ref reader, place, key, 2); break;
                default: reader.Skip(); break;
            }
        }

        foreach (string key in new[] { "dtype", "shape", "data_offsets" }.Where(key => !keys.Contains(key)))
        {
            faults.Add(new Fault(place, $"has no {key}"));
        }

        Keep(before, name, place, element, shape, offsets);
    }

    private void Keep(int faultsBefore, string name, string place, SafetensorsElement? element, long[]? shape, long[]? offsets)
    {
        if (offsets is not null && offsets.Length != 2)
        {
            faults.Add(new Fault(place, "has data_offsets that are not two numbers, the first byte and the one after the last"));
        }

        if (faults.Count == faultsBefore)
        {
            Entries.Add(new HeaderEntry(name, place, element!.Value, shape!, offsets![0], offsets[1]));
        }
    }

    private SafetensorsElement? ParseElement(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            Skip(ref reader, place, "has a dtype that is no text");
            return null;
        }

        string name = reader.GetString()!;
        if (ElementTypes.Names.Contains(name))
        {
            return Enum.Parse<SafetensorsElement>(name);
        }

        faults.Add(new Fault(place, $"has the dtype {TensorNames.Quoted(name)}{NearestName.Hint(name.Length > 40 ? "" : name, ElementTypes.Names)}"));
        return null;
    }

    private long[]? ParseNumbers(ref Utf8JsonReader reader, string place, string key, int most)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Skip(ref reader, place, $"has a {key} that is no list of whole numbers");
            return null;
        }

        var numbers = new List<long>();
        string? problem = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number >= 0 && numbers.Count < most)
            {
                numbers.Add(number);
                continue;
            }

            problem ??= numbers.Count == most ? $"more than {most} values" : $"{Described(ref reader)}, which is no whole number from 0 to {long.MaxValue}";
            reader.Skip();
        }

        if (problem is not null)
        {
            faults.Add(new Fault(place, $"has a {key} with {problem}"));
        }

        return [.. numbers];
    }

    private static string Described(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.ValueSpan.Length <= 40 => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.Number => "a number of very many digits",
        var other => other.ToString(),
    };

    private void Skip(ref Utf8JsonReader reader, string place, string problem)
    {
        faults.Add(new Fault(place, problem));
        reader.Skip();
    }

    private string At(in Utf8JsonReader reader) => string.Create(CultureInfo.InvariantCulture, $"{file}: byte {headerStart + reader.TokenStartIndex}");
}

/// <summary>What a safetensors header says of one tensor, before it is believed.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Place">The file, the name and the byte at which the entry stands, for faults.</param>
/// <param name="Element">The element type.</param>
/// <param name="Shape">The extents; each 0 or more.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record HeaderEntry(string Name, string Place, SafetensorsElement Element, long[] Shape, long Begin, long End);
