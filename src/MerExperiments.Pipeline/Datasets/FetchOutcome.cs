namespace MerExperiments.Pipeline.Datasets;

/// <summary>What a fetch did.</summary>
/// <param name="Fetched">The paths that became whole, in the card's order.</param>
/// <param name="AlreadyWhole">The paths that were whole before and were not fetched.</param>
public sealed record FetchOutcome(IReadOnlyList<string> Fetched, IReadOnlyList<string> AlreadyWhole);
