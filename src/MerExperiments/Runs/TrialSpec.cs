using MerExperiments.Search;

namespace MerExperiments.Runs;

/// <summary>What a trial will compute: written as <c>spec.json</c> before it starts, and never changed.</summary>
public sealed record TrialSpec
{
    /// <summary>The trial's number in its sweep, 0 or more; its id in file names is this number in four digits.</summary>
    public required int Number { get; init; }

    /// <summary>The parameter set.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The seed of everything random in the trial.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Who proposed it: <c>baseline</c> for the given first ones, else the tuner's name.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The number in four digits, e.g. <c>0007</c>.</summary>
    public string Id => Number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
}
