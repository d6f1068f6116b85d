using MerExperiments.Encoders;

namespace MerExperiments.Benchmarks;

/// <summary>One encoder as the benchmark measures it.</summary>
/// <param name="Card">The encoder.</param>
/// <param name="Rows">Prepares the clips.</param>
/// <param name="Bare">The loop that nothing can beat; null where the encoder is none that one loop runs.</param>
/// <param name="Stock">ML.NET's own transformer; null where it cannot run the encoder.</param>
/// <param name="Repeats">How often a turn encodes the clips, so that it takes long enough to be timed.</param>
internal sealed record EncoderTrial(
    EncoderCard Card, Func<EncoderSession, EncoderRow[]> Rows, Func<float[][]> Bare, Func<float[][]>? Stock, int Repeats = 1);
