using System.Collections.Immutable;
using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Datasets;

/// <summary>Reads a <see cref="DatasetCard"/>, and refuses it with all its faults at once.</summary>
public sealed class DatasetCardReader
{
    /// <summary>How the file of a card's name ends.</summary>
    public const string Ending = ".dataset.json";

    private static readonly ImmutableArray<string> Keys = ["name", "what", "licence", "source", "files", "how"];
    private static readonly ImmutableArray<string> FileKeys = ["url", "sha256", "bytes", "path", "unpack"];
    private static readonly ImmutableArray<string> Packings = ["none", "zip", "tar", "tar.gz"];

    private readonly List<Fault> _faults = [];

    private DatasetCardReader()
    {
    }

    /// <summary>Reads and checks a card.</summary>
    /// <exception cref="InvalidInputException">It is absent, is not JSON or breaks rules: unknown and missing keys, wrong types, bad values.</exception>
    public static DatasetCard Read(string path)
    {
        var reader = new DatasetCardReader();
        DatasetCard? card = null;
        try
        {
            string name = Path.GetFileName(path);
            Setting file = Setting.Read(name, "", JsonElement.Parse(RegularFile.ReadAllText(path)), reader._faults);
            card = reader.Card(file, name[..^Ending.Length]);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}: line {e.LineNumber + 1}", "is not JSON; a card of a corpus is expected here");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, $"cannot be read: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidInputException(path, "holds a text that is not valid Unicode (half of a surrogate pair)");
        }

        InvalidInputException.ThrowIfAny(reader._faults);
        return card;
    }

    private DatasetCard Card(Setting card, string name)
    {
        if (card.Children is null)
        {
            throw new InvalidInputException(card.File, $"the file is {card.Described}; it must be an object");
        }

        RefuseUnknown(card, Keys);
        var read = new DatasetCard
        {
            Name = Text(card, "name"),
            What = Text(card, "what"),
            Licence = Text(card, "licence"),
            Source = Text(card, "source"),
            Files = Files(card),
            How = card["how"] is null ? null : Text(card, "how"),
        };
        CheckName(card, read.Name, name);
        if (read is { Files: [], How: null } && card["files"] is null or { Value.ValueKind: JsonValueKind.Array })
        {
            _faults.Add(card.FaultOf("how", "is missing; a card without files must say where to ask and how the folder must look"));
        }

        return read;
    }

    private void CheckName(Setting card, string name, string fileName)
    {
        if (name.Length > 0 && name != fileName)
        {
            _faults.Add(card.FaultOf("name", $"is \"{name}\"; it must be the file's, \"{fileName}\""));
        }

        if (!CardFile.IsName(fileName))
        {
            _faults.Add(card.Fault($"is named \"{fileName}\"; a name must be lower-case letters, digits and hyphens"));
        }
    }

    private List<Download> Files(Setting card)
    {
        if (card["files"] is not { } files)
        {
            return [];
        }

        if (files.Value.ValueKind != JsonValueKind.Array)
        {
            _faults.Add(files.Fault($"is {files.Described}; it must be a list"));
            return [];
        }

        int before = _faults.Count;
        List<Download> read = [.. files.Value.EnumerateArray().Select((value, i) => OneFile(Setting.Read(card.File, $"files[{i}]", value, _faults)))];
        if (_faults.Count == before)
        {
            _faults.AddRange(Download.Validate(read, "files").Select(fault => new Fault(card.File, $"{fault.Place} {fault.Problem}")));
        }

        return read;
    }

    private Download OneFile(Setting file)
    {
        if (file.Children is null)
        {
            _faults.Add(file.Fault($"is {file.Described}; it must be an object"));
        }
        else
        {
            RefuseUnknown(file, FileKeys);
        }

        return new Download
        {
            Url = Text(file, "url"),
            Sha256 = Text(file, "sha256"),
            Bytes = Count(file, "bytes"),
            Path = Text(file, "path"),
            Unpack = Choice(file, "unpack"),
        };
    }

    private void RefuseUnknown(Setting section, ImmutableArray<string> keys)
    {
        foreach (string unknown in section.Children!.Keys.Where(key => !keys.Contains(key)))
        {
            _faults.Add(section.Fault($"has the unknown key \"{unknown}\"{NearestName.Hint(unknown, keys)}"));
        }
    }

    private string Text(Setting section, string key)
    {
        Setting? setting = section[key];
        string text = setting?.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString()!.Trim() : "";
        if (text.Length == 0 && (section.Children is not null))
        {
            string found = setting is null ? "is missing" : setting.Value.ValueKind == JsonValueKind.String ? "is empty" : $"is {setting.Described}";
            _faults.Add(section.FaultOf(key, $"{found}; it must hold a text"));
        }

        return text;
    }

    private long? Count(Setting section, string key)
    {
        if (section[key] is not { } setting)
        {
            return null;
        }

        if (setting.Value.ValueKind == JsonValueKind.Number && setting.Value.TryGetInt64(out long count))
        {
            return count;
        }

        _faults.Add(setting.Fault($"is {setting.Described}; it must be a whole number"));
        return null;
    }

    private Packing Choice(Setting section, string key)
    {
        if (section[key] is not { } setting)
        {
            return Packing.None;
        }

        string text = setting.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString()! : "";
        int index = Packings.IndexOf(text);
        if (index < 0)
        {
            string near = NearestName.Of(text, Packings) is { } name ? $"; did you mean \"{name}\"?" : "";
            _faults.Add(setting.Fault($"is {setting.Described}; it must be one of: {string.Join(", ", Packings)}{near}"));
        }

        return (Packing)Math.Max(index, 0);
    }
}
