namespace MerExperiments.Pipeline.Configuration;

/// <summary>Declares that a text is a path, relative to the workspace unless absolute. In the bound record it is absolute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WorkspacePathAttribute : Attribute;
