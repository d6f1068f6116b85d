using MerExperiments.Settings;

namespace MerExperiments.Tests.Settings;

/// <summary>A record with one key of each sort that can break a rule.</summary>
internal sealed record OuterOptions : IHasRules
{
    [Between(1, 10)]
    public int WholeNumber { get; init; } = 5;

    [Between(0, 1)]
    public double? Share { get; init; }

    [Between(0, 1)]
    [LeastCount(2)]
    public ValueList<double> Shares { get; init; } = [0, 1];

    [Between(0, 1)]
    public ValueMap ByName { get; init; } = new();

    public KindSettings Kind { get; init; } = new("none");

    public InnerOptions Section { get; init; } = new();

    [Inline]
    public InlineOptions Inline { get; init; } = new();

    [NoKey]
    public int CodeSetsIt { get; init; }

    public required string Title { get; init; }

    public OptionsMode Mode { get; init; }

    public IEnumerable<BrokenRule> BrokenRules() => WholeNumber == 7 ? [new BrokenRule("wholeNumber", "is 7; it must be another")] : [];
}

internal sealed record InnerOptions
{
    [Between(0, 3)]
    public int Depth { get; init; } = 1;
}

internal sealed record InlineOptions : IHasRules
{
    [Between(0, 3)]
    public int Low { get; init; } = 1;

    [Between(0, 3)]
    public int High { get; init; } = 2;

    public IEnumerable<BrokenRule> BrokenRules() => Low > High ? [new BrokenRule("low", $"is {Low}, above high, which is {High}")] : [];
}

internal enum OptionsMode
{
    /// <summary>One.</summary>
    FirstOfAll,

    /// <summary>The other.</summary>
    Last,
}
