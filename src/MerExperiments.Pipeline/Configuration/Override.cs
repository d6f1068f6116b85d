using System.Collections.Immutable;
using System.Text.Json;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>One <c>--set key=value</c>, turned into a setting that the ordinary rules then check.</summary>
internal static class Override
{
    private const string File = "command line";

    /// <summary>The experiment's settings with the overrides in front; the last one wins where a key is set twice.</summary>
    public static Setting Apply(Setting experiment, IReadOnlyList<string> overrides, List<Fault> faults)
    {
        foreach (string text in overrides)
        {
            if (Parse(text, faults) is { } parsed)
            {
                experiment = experiment.With(parsed.Path.Split('.'), parsed.Setting);
            }
        }

        return experiment;
    }

    private static (string Path, Setting Setting)? Parse(string text, List<Fault> faults)
    {
        int equals = text.IndexOf('=');
        if (equals < 1)
        {
            faults.Add(new Fault(File, $"--set {text} has no key and value; write it like --set sweep.trials=100"));
            return null;
        }

        string path = text[..equals].Trim();
        ImmutableArray<(string Path, Key Key)> leaves = [.. Key.Leaves(typeof(ExperimentConfiguration))];
        if (leaves.FirstOrDefault(leaf => leaf.Path == path).Key is { } key)
        {
            return (path, new Setting(File, $"--set {path}", Value(key, text[(equals + 1)..])));
        }

        ImmutableArray<string> below = [.. leaves.Select(leaf => leaf.Path).Where(leaf => leaf.StartsWith(path + ".", StringComparison.Ordinal))];
        faults.Add(new Fault(File, below.Length > 0
            ? $"--set {path} names a section; set one of its keys: {string.Join(", ", below)}"
            : $"--set {path} names no key of experiments.json{NearestName.Hint(path, [.. leaves.Select(leaf => leaf.Path)])}"));
        return null;
    }

    private static JsonElement Value(Key key, string text)
    {
        if (!key.IsList)
        {
            return One(key.Type, text);
        }

        if (text.TrimStart().StartsWith('['))
        {
            return Json(text) ?? Text(text);
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
