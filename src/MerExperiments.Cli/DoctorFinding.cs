namespace MerExperiments.Cli;

/// <summary>What a probe found.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Found">What is there, in words.</param>
/// <param name="Advice">What to do; null where nothing.</param>
public sealed record DoctorFinding(DoctorState State, string Found, string? Advice = null);
