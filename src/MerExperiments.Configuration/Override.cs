using System.Collections.Immutable;
using System.Text.Json;
using MerExperiments.Settings;

namespace MerExperiments.Configuration;

/// <summary>One <c>--set key=value</c>, turned into a setting that the ordinary rules then check.</summary>
internal static class Override
{
    private const string File = "command line";

    /// <summary>The experiment's settings with the overrides in front; the last one wins where a key is set twice.</summary>
    public static Setting Apply(Setting experiment, IReadOnlyList<string> overrides, ImmutableArray<SettingPath> paths, List<Fault> faults)
    {
        // A kind is set before the keys that are set for it, in whichever order they are given.
        foreach (string text in overrides.OrderBy(text => text.Split('=')[0].TrimEnd().EndsWith(".kind", StringComparison.Ordinal) ? 0 : 1))
        {
            if (Parse(text, paths, faults) is { } parsed)
            {
                experiment = experiment.With(parsed.Path.Split('.'), parsed.Setting);
            }
        }

        return experiment;
    }

    private static (string Path, Setting Setting)? Parse(string text, ImmutableArray<SettingPath> paths, List<Fault> faults)
    {
        int equals = text.IndexOf('=');
        if (equals < 1)
        {
            faults.Add(new Fault(File, $"--set {text} has no key and value; write it like --set sweep.trials=100"));
            return null;
        }

        string path = text[..equals].Trim();
        if (paths.FirstOrDefault(candidate => candidate.Path == path) is { } found)
        {
            JsonElement value = Value(found.Key, text[(equals + 1)..]);
            return (path, found.Key is { IsMap: true } ? Setting.Read(File, $"--set {path}", value, faults) : new Setting(File, $"--set {path}", value));
        }

        ImmutableArray<string> below = [.. paths.Select(candidate => candidate.Path).Where(candidate => candidate.StartsWith(path + ".", StringComparison.Ordinal))];
        faults.Add(new Fault(File, below.Length > 0
            ? $"--set {path} names a section; set one of its keys: {string.Join(", ", below)}"
            : $"--set {path} names no key of experiments.json{Hint(path, paths)}"));
        return null;
    }

    /// <summary>The nearest key; where none is near, the keys and sections of an experiment, for all keys would fill a screen.</summary>
    private static string Hint(string path, ImmutableArray<SettingPath> paths) =>
        NearestName.Of(path, paths.Select(candidate => candidate.Path)) is { } near ? $"; did you mean \"{near}\"?"
            : $"; it must begin with one of: {string.Join(", ", paths.Select(candidate => candidate.Path.Split('.')[0]).Distinct())}";

    private static JsonElement Value(SettingKey? key, string text)
    {
        if (key is { IsMap: true })
        {
            return Json(text) ?? Text(text);
        }

        if (key is not { IsList: true })
        {
            return One(key?.Type ?? typeof(string), text);
        }

        if (text.TrimStart().StartsWith('['))
        {
            if (Json(text) is { } list)
            {
                return list;
            }

            if (!text.TrimEnd().EndsWith(']'))
            {
                return Text(text);
            }

            text = text.Trim()[1..^1]; // names without quotes are no JSON, and mean the same
        }

        return JsonSerializer.SerializeToElement(text.Split(',', StringSplitOptions.TrimEntries).Select(element => One(key.ValueType, element)));
    }

    private static JsonElement One(Type type, string text) =>
        type != typeof(string) && !type.IsEnum && Json(text) is { ValueKind: not JsonValueKind.Object } value ? value : Text(text);

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    private static JsonElement? Json(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
