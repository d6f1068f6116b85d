namespace MerExperiments.Cli;

/// <summary>One thing that <c>mer doctor</c> looks at. A check that throws is a failed one.</summary>
public sealed record DoctorProbe(string Name, Func<DoctorFinding> Check);
