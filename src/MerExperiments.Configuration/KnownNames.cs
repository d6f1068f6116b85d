using System.Collections.Immutable;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Configuration;

/// <summary>The names that settings may use for what is registered or has a card, by kind; and, where a name brings keys of its own, its options record. Immutable.</summary>
public sealed class KnownNames
{
    private readonly ImmutableDictionary<NameKind, ImmutableArray<string>> _names;
    private readonly ImmutableDictionary<(NameKind Kind, string Name), Type> _options;

    /// <summary>The cards that cannot be used. Their names are known, but refused.</summary>
    public IReadOnlyList<FaultyCard> FaultyCards { get; private init; } = [];

    private KnownNames(ImmutableDictionary<NameKind, ImmutableArray<string>> names, ImmutableDictionary<(NameKind Kind, string Name), Type> options) =>
        (_names, _options) = (names, options);

    /// <summary>No names at all.</summary>
    public static KnownNames Empty { get; } = new(
        ImmutableDictionary<NameKind, ImmutableArray<string>>.Empty, ImmutableDictionary<(NameKind Kind, string Name), Type>.Empty);

    /// <summary>The names of one kind, in the order in which they are shown; without <c>none</c>.</summary>
    public IReadOnlyList<string> Of(NameKind kind) => _names.GetValueOrDefault(kind, []);

    /// <summary>The options record of a name; null where it has no keys of its own, or there is no such name.</summary>
    public Type? OptionsOf(NameKind kind, string name) => _options.GetValueOrDefault((kind, name));

    /// <summary>These names with those of a kind in place of the ones it had.</summary>
    public KnownNames With(NameKind kind, IEnumerable<string> names) => new(_names.SetItem(kind, [.. names]), _options) { FaultyCards = FaultyCards };

    /// <summary>These names with one more, and its options record; null for one without keys of its own.</summary>
    public KnownNames WithOne(NameKind kind, string name, Type? options) => new(
        _names.SetItem(kind, [.. Of(kind), name]),
        options is null ? _options : _options.SetItem((kind, name), options))
    { FaultyCards = FaultyCards };

    /// <summary>These names, and the cards that cannot be used.</summary>
    public KnownNames WithFaulty(IEnumerable<FaultyCard> cards) => new(_names, _options) { FaultyCards = [.. cards] };

    /// <summary>Why a name of one kind cannot be used though there is a card of it; empty where there is none.</summary>
    internal IReadOnlyList<Fault> FaultsOf(NameKind kind, string name)
    {
        string card = kind switch
        {
            NameKind.Encoder or NameKind.FrameEncoder => "encoder",
            NameKind.Denoiser => "denoiser",
            NameKind.Transcriber => "transcriber",
            _ => "",
        };
        return [.. FaultyCards.Where(faulty => faulty.Kind == card && faulty.Name == name).SelectMany(faulty => faulty.Faults)];
    }

    /// <summary>The names that a key may hold.</summary>
    internal IReadOnlyList<string> For(NamesAttribute rule) => rule.OrNone ? [NamesAttribute.None, .. Of(rule.Kind)] : Of(rule.Kind);
}
