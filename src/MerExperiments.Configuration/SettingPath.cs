using System.Collections.Immutable;
using MerExperiments.Settings;

namespace MerExperiments.Configuration;

/// <summary>A dotted path that <c>--set</c> takes, e.g. <c>sweep.trials</c>.</summary>
/// <param name="Path">The path.</param>
/// <param name="Key">The key at its end; null for the <c>kind</c> of a section whose kind names something registered.</param>
/// <param name="Choices">The values it may have where these can be listed; empty where not.</param>
public sealed record SettingPath(string Path, SettingKey? Key, ImmutableArray<string> Choices)
{
    /// <summary>All paths of a record's keys, in the order in which they are declared; each once.</summary>
    public static ImmutableArray<SettingPath> Of(Type record, KnownNames known) => [.. Below(record, known, "").DistinctBy(path => path.Path)];

    private static IEnumerable<SettingPath> Below(Type record, KnownNames known, string prefix) => SettingKey.Of(record).SelectMany(key =>
        key.Rule<ByKindAttribute>() is { } rule ? ByKind(rule.Kind, known, $"{prefix}{key.Name}.")
        : key.IsSection ? Below(key.Type, known, $"{prefix}{key.Name}.")
        : [new SettingPath(prefix + key.Name, key, ChoicesOf(key, known))]);

    private static IEnumerable<SettingPath> ByKind(NameKind names, KnownNames known, string prefix) =>
    [
        new SettingPath($"{prefix}kind", null, [.. known.Of(names)]),
        .. known.Of(names).Select(name => known.OptionsOf(names, name)).OfType<Type>().SelectMany(type => Below(type, known, prefix)),
    ];

    private static ImmutableArray<string> ChoicesOf(SettingKey key, KnownNames known) =>
        key.Rule<NamesAttribute>() is { } names ? [.. known.For(names)]
        : key.ValueType.IsEnum ? SettingKey.ChoicesOf(key.ValueType)
        : key.ValueType == typeof(bool) ? ["true", "false"]
        : [];
}
