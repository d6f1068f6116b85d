namespace MerExperiments.Pipeline.Configuration;

/// <summary>Declares that a key makes an experiment what it is, so it cannot stand in <c>defaults</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PerExperimentAttribute : Attribute;
