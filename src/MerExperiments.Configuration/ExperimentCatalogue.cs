using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Configuration;

/// <summary>The experiments of one experiments.json, checked when it is loaded: all of them, or the one that is asked for. Immutable.</summary>
/// <remarks>Comments and commas behind a last element are read over.</remarks>
/// <typeparam name="T">The record that an experiment's settings are bound to.</typeparam>
public sealed partial class ExperimentCatalogue<T>
    where T : class, IExperimentSettings<T>
{
    private static readonly JsonDocumentOptions Relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly ImmutableArray<string> TopLevelKeys = ["$schema", "defaults", "experiments"];

    private readonly Setting _file;
    private readonly string _workspaceRoot;
    private readonly KnownNames _known;

    private ExperimentCatalogue(Setting file, string workspaceRoot, KnownNames known) => (_file, _workspaceRoot, _known) = (file, workspaceRoot, known);

    /// <summary>The experiments' names, in the order of the file.</summary>
    public IReadOnlyList<string> Names => [.. _file["experiments"]!.Children!.Keys];

    /// <summary>Reads and checks a file. Its folder is what relative paths in it are relative to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">The names that other rooms register.</param>
    /// <param name="only">The one experiment that is wanted, whatever the others look like; null to check all.</param>
    /// <exception cref="InvalidInputException">The file is absent, is not JSON, or breaks rules; all faults of the file, of <c>defaults</c> and of the
    /// experiments that are checked are listed.</exception>
    public static ExperimentCatalogue<T> Load(string path, KnownNames known, string? only = null)
    {
        string name = Path.GetFileName(path);
        var faults = new List<Fault>();
        Setting file = Read(path, name, faults);
        var catalogue = new ExperimentCatalogue<T>(file, Path.GetDirectoryName(Path.GetFullPath(path))!, known);
        catalogue.Check(faults, only);
        InvalidInputException.ThrowIfAny([.. faults.Where(fault => only is null || !IsOfAnother(fault, only)).Distinct()]);
        return catalogue;
    }

    /// <summary>One experiment's settings.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="overrides">Settings in front of the file's, each <c>key=value</c>, e.g. <c>sweep.trials=100</c>; lists as JSON or with commas.</param>
    /// <exception cref="InvalidInputException">No experiment has the name, or an override is refused; all faults are listed.</exception>
    public T Resolve(string name, IReadOnlyList<string> overrides)
    {
        if (_file["experiments"]![name] is null)
        {
            throw new InvalidInputException(_file.File, $"experiments has no \"{name}\"{NearestName.Hint(name, [.. Names])}");
        }

        var faults = new List<Fault>();
        T? configuration = Bind(name, Override.Apply(Merged(name), overrides, SettingPath.Of(typeof(T), _known), faults), _workspaceRoot, _known, faults);
        InvalidInputException.ThrowIfAny([.. faults.Distinct()]);
        return configuration!;
    }

    /// <summary>The settings that a run was frozen with.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="frozen">What <see cref="IExperimentSettings{T}.Frozen"/> gave.</param>
    /// <param name="workspaceRoot">What relative paths in it are relative to.</param>
    /// <param name="known">The names that other rooms register.</param>
    /// <param name="file">The file that holds the settings, for faults.</param>
    /// <param name="path">Where in it they stand.</param>
    /// <exception cref="InvalidInputException">It breaks rules; all faults are listed.</exception>
    public static T Restore(
        string experiment, JsonElement frozen, string workspaceRoot, KnownNames known, string file = "run.json", string path = "configuration")
    {
        var faults = new List<Fault>();
        Setting setting = Setting.Read(file, path, frozen, faults);
        T? configuration = Bind(experiment, setting, workspaceRoot, known, faults);
        InvalidInputException.ThrowIfAny(faults);
        return configuration!;
    }

    private static Setting Read(string path, string name, List<Fault> faults)
    {
        try
        {
            return Setting.Read(name, "", JsonElement.Parse(RegularFile.ReadAllText(path), Relaxed), faults);
        }
        catch (JsonException e)
        {
            string problem = e.Message.Split([" LineNumber", " Change the reader"], StringSplitOptions.None)[0];
            throw new InvalidInputException($"{name}: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}", $"is not JSON: {problem}");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidInputException(name, "holds a text that is not valid Unicode (half of a surrogate pair)");
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException(path, "does not exist; it must be the file that names the experiments");
        }
    }

    /// <summary>Keys that stand twice are found while the file is read, in all experiments.</summary>
    private static bool IsOfAnother(Fault fault, string only) =>
        fault.Problem.StartsWith("experiments.", StringComparison.Ordinal)
        && !fault.Problem.StartsWith($"experiments.{only}.", StringComparison.Ordinal)
        && !fault.Problem.StartsWith($"experiments.{only} ", StringComparison.Ordinal);

    private void Check(List<Fault> faults, string? only)
    {
        if (_file.Children is null)
        {
            faults.Add(new Fault(_file.File, $"the file is {_file.Described}; it must be an object"));
            return;
        }

        foreach (string unknown in _file.Children.Keys.Where(key => !TopLevelKeys.Contains(key)))
        {
            faults.Add(_file.Fault($"has the unknown key \"{unknown}\"{NearestName.Hint(unknown, TopLevelKeys)}"));
        }

        if (_file["$schema"] is { Value.ValueKind: not JsonValueKind.String } schema)
        {
            faults.Add(schema.Fault($"is {schema.Described}; it must be a text"));
        }

        CheckDefaults(faults);
        CheckExperiments(faults, only);
    }

    private void CheckDefaults(List<Fault> faults)
    {
        if (_file["defaults"] is not { } defaults)
        {
            return;
        }

        if (defaults.Children is null)
        {
            faults.Add(defaults.Fault($"is {defaults.Described}; it must be an object"));
            return;
        }

        var own = new List<Fault>();
        _ = new SettingsBinder(_known, _workspaceRoot, own).Bind(typeof(T), defaults);
        string[] perExperiment = [.. SettingKey.Of(typeof(T)).Where(k => k.Rule<PerExperimentAttribute>() is not null).Select(k => k.Name)];
        faults.AddRange(own.Where(fault => !perExperiment.Any(key => fault.Problem.StartsWith($"defaults.{key}", StringComparison.Ordinal))));
        faults.AddRange(perExperiment.Where(key => defaults[key] is not null)
            .Select(key => defaults.FaultOf(key, "is set; it belongs to one experiment, so it must stand there")));
    }

    private void CheckExperiments(List<Fault> faults, string? only)
    {
        if (_file["experiments"] is not { Children.Count: > 0 } experiments)
        {
            string found = _file["experiments"] is not { } setting ? "is missing" : setting.Children is null ? $"is {setting.Described}" : "is empty";
            faults.Add(_file.FaultOf("experiments", $"{found}; it must be an object with one or more experiments"));
            return;
        }

        foreach ((string name, Setting experiment) in experiments.Children.Where(pair => only is null || pair.Key == only))
        {
            if (!ExperimentName().IsMatch(name))
            {
                faults.Add(experiments.Fault($"has the name \"{name}\"; a name must be 1 to 64 lower-case letters, digits and hyphens"));
            }

            if (experiment.Children is null)
            {
                faults.Add(experiment.Fault($"is {experiment.Described}; it must be an object"));
            }
            else
            {
                Bind(name, Merged(name), _workspaceRoot, _known, faults);
            }
        }
    }

    private Setting Merged(string name)
    {
        Setting experiment = _file["experiments"]![name]!;
        return _file["defaults"] is { Children: not null } defaults ? defaults.Under(experiment) : experiment;
    }

    private static T? Bind(string name, Setting setting, string root, KnownNames known, List<Fault> faults)
    {
        int before = faults.Count;
        var binder = new SettingsBinder(known, root, faults);
        (object record, JsonObject frozen) = binder.Bind(typeof(T), setting);
        T bound = ((T)record).Named(name, JsonElement.Parse(frozen.ToJsonString()));
        faults.AddRange(bound.Faults(setting)
            .Where(fault => !binder.Refused.Any(path => fault.Problem.StartsWith($"{path} ", StringComparison.Ordinal))));
        return faults.Count > before ? null : bound;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}\\z")]
    private static partial Regex ExperimentName();
}
