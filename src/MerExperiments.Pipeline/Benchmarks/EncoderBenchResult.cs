namespace MerExperiments.Pipeline.Benchmarks;

/// <summary>What an <see cref="EncoderBench"/> measured.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Clips">The clips that were timed.</param>
/// <param name="Inputs">What they were, in words.</param>
/// <param name="Stages">The stages, in the order in which a clip goes through them.</param>
public sealed record EncoderBenchResult(string Encoder, int Clips, string Inputs, IReadOnlyList<StageRate> Stages);
