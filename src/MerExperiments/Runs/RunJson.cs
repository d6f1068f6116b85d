using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.Runs;

/// <summary>How run files are written as JSON: indented, snake_case, enumerations by name, doubles in shortest round-trip form.</summary>
public static class RunJson
{
    private const string Advice = "restore it, or delete the run and start a new one";

    /// <summary>The options; the same values give the same bytes.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Writes a value as a file that is whole or absent.</summary>
    public static void Write<T>(string path, T value) => AtomicFile.Write(path, stream => Put(stream, value));

    /// <summary>Writes a value unless the file exists; true where this call wrote it.</summary>
    public static bool WriteOnce<T>(string path, T value) => AtomicFile.WriteOnce(path, stream => Put(stream, value));

    /// <summary>Reads a file that <see cref="Write{T}"/> wrote.</summary>
    /// <exception cref="InvalidInputException">It is not JSON of that shape; each member that is not is named.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var faults = new List<Fault>();
            T? value = JsonShape.Read<T>(document.RootElement, Options, faults);
            InvalidInputException.ThrowIfAny([.. faults.Select(fault => Damaged(path, fault))]);
            return value!;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"is damaged (line {e.LineNumber + 1 ?? 1}): it is not what this toolkit writes there; {Advice}");
        }
    }

    /// <summary>How a member of a run file that is not what was written is told.</summary>
    internal static Fault Damaged(string path, Fault fault) => new(
        fault.Place.Length == 0 ? path : $"{path}: {fault.Place}", $"{fault.Problem}; the file is damaged: {Advice}");

    private static void Put<T>(Stream stream, T value)
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    }
}
