namespace MerExperiments.Search;

/// <summary>Says that a parameter exists only where a choice parameter declared before it exists and has the given value.</summary>
public sealed record Condition(string Parameter, string Value);
