using System.Text.Json;
using MerExperiments.Settings;

namespace MerExperiments.Configuration.Tests;

/// <summary>An experiment's record with one key of each sort.</summary>
internal sealed record Sample : IExperimentSettings<Sample>
{
    /// <summary>No setting: the catalogue gives it.</summary>
    [NoKey]
    public string Experiment { get; init; } = "";

    /// <summary>A text that has no default.</summary>
    [PerExperiment]
    public required string Title { get; init; }

    /// <summary>A whole number.</summary>
    [Between(1, 10)]
    public int Count { get; init; } = 3;

    /// <summary>A number that may be left out.</summary>
    [Between(0, 1)]
    public double? Share { get; init; }

    /// <summary>Yes or no.</summary>
    public bool Loud { get; init; }

    /// <summary>Names.</summary>
    [Names(NameKind.Head)]
    public ValueList<string> Heads { get; init; } = ["tree"];

    /// <summary>Choices.</summary>
    public ValueList<SampleKind> Kinds { get; init; } = [SampleKind.Wide];

    /// <summary>Whole numbers.</summary>
    [Between(1, 9)]
    [LeastCount(0)]
    public ValueList<int> Sizes { get; init; } = [];

    /// <summary>Numbers by name.</summary>
    [Between(0, 1)]
    public ValueMap Weights { get; init; } = new();

    /// <summary>A folder.</summary>
    [WorkspacePath]
    public string? Folder { get; init; }

    /// <summary>A section with a record inline.</summary>
    public SampleSearch Search { get; init; } = new();

    /// <summary>A section by kind, with a default kind.</summary>
    [ByKind(NameKind.Noise)]
    public KindSettings Noise { get; init; } = new("none");

    /// <summary>A section by kind, without one.</summary>
    [PerExperiment]
    [ByKind(NameKind.Corpus)]
    public required KindSettings Corpus { get; init; }

    /// <inheritdoc/>
    public JsonElement Frozen => JsonElement.Parse(FrozenText);

    internal string FrozenText { get; init; } = "{}";

    /// <inheritdoc/>
    public Sample Named(string experiment, JsonElement frozen) => this with { Experiment = experiment, FrozenText = frozen.GetRawText() };

    /// <inheritdoc/>
    public IEnumerable<Fault> Faults(Setting experiment) =>
        Count == 7 && Loud ? [experiment.FaultOf("count", "is 7, and loud is true; it must not be both")] : [];
}

/// <summary>A section with an enumeration, a key of one choice alone, and a record inline.</summary>
internal sealed record SampleSearch
{
    public SampleKind Kind { get; init; } = SampleKind.Wide;

    /// <summary>How deep.</summary>
    [Between(1, 9)]
    [OnlyFor(SampleKind.DeepFirst)]
    public int Depth { get; init; } = 2;

    /// <summary>How far.</summary>
    [Inline]
    public SampleReach Reach { get; init; } = new();
}

/// <summary>A record with a rule between its keys.</summary>
internal sealed record SampleReach : IHasRules
{
    /// <summary>The lowest.</summary>
    [Between(0, 100)]
    public int Low { get; init; } = 1;

    /// <summary>The highest.</summary>
    [Between(0, 100)]
    public int High { get; init; } = 50;

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() => Low <= High ? [] : [new BrokenRule("low", $"is {Low}, above high, which is {High}")];
}

/// <summary>What <see cref="SampleSearch"/> does.</summary>
internal enum SampleKind
{
    /// <summary>One.</summary>
    Wide,

    /// <summary>The other.</summary>
    DeepFirst,
}

/// <summary>The keys of one kind of corpus.</summary>
internal sealed record FolderOptions
{
    /// <summary>Where it lies.</summary>
    [WorkspacePath]
    public required string Root { get; init; }

    /// <summary>How many at most, in a folder.</summary>
    [Between(1, 5)]
    public int Most { get; init; } = 2;
}

/// <summary>The keys of another.</summary>
internal sealed record DrawnOptions
{
    /// <summary>How many at most, drawn.</summary>
    [Between(100, 500)]
    public int Most { get; init; } = 200;
}
