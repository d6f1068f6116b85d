using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MerExperiments.Storage;

namespace MerExperiments.Runs;

/// <summary>How run files are written as JSON: indented, snake_case, enumerations by name, doubles in shortest round-trip form.</summary>
public static class RunJson
{
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

    /// <summary>Writes a value as a file that is whole or absent, with its checksum beside it.</summary>
    public static void Write<T>(string path, T value) => CheckedFile.Write(path, stream => Put(stream, value));

    /// <summary>Writes a value unless the file is there and undamaged; true where this call wrote it.</summary>
    public static bool WriteOnce<T>(string path, T value) => CheckedFile.WriteOnce(path, stream => Put(stream, value));

    /// <summary>Reads a file that <see cref="Write{T}"/> wrote; one of an earlier version, without a checksum, too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a damaged one, as the end of a sentence.</param>
    /// <exception cref="InvalidInputException">It is not what was written, or not JSON of that shape.</exception>
    public static T Read<T>(string path, string remedy = "restore it from a copy")
        where T : class
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(CheckedFile.ReadAllBytes(path, remedy));
            var faults = new List<Fault>();
            T? value = JsonShape.Read<T>(document.RootElement, Options, faults);
            InvalidInputException.ThrowIfAny([.. faults.Select(fault => Damaged(path, fault, remedy))]);
            return value!;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"is damaged (line {e.LineNumber + 1 ?? 1}): it is not what this toolkit writes there; {remedy}");
        }
    }

    /// <summary>What a file holds that can be computed again: null where there is none, or where it is damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="damaged">Told of a damaged file.</param>
    public static T? Find<T>(string path, Action<Fault> damaged)
        where T : class
    {
        if (CheckedFile.DamageOf(path) is { } fault)
        {
            damaged(fault);
            return null;
        }

        try
        {
            return File.Exists(path) ? Read<T>(path) : null;
        }
        catch (InvalidInputException e)
        {
            damaged(e.Faults[0]);
            return null;
        }
    }

    /// <summary>How a member of a run file that is not what was written is told.</summary>
    internal static Fault Damaged(string path, Fault fault, string remedy) => new(
        fault.Place.Length == 0 ? path : $"{path}: {fault.Place}", $"{fault.Problem}; the file is damaged: {remedy}");

    private static void Put<T>(Stream stream, T value)
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    }
}
