namespace MerExperiments.Pipeline.Benchmarks;

/// <summary>What an <see cref="EncoderBench"/> measures on.</summary>
public sealed record EncoderBenchOptions
{
    /// <summary>Clips, 1 or more. Default 32.</summary>
    public int Clips { get; init; } = 32;

    /// <summary>Timed turns, 1 or more, after one that is not timed. Default 5.</summary>
    public int Turns { get; init; } = 5;

    /// <summary>The length of synthetic sounds in seconds, above 0. Default 4.</summary>
    public double Seconds { get; init; } = 4;

    /// <summary>The length of synthetic transcripts in characters, 1 or more. Default 20.</summary>
    public int Characters { get; init; } = 20;

    /// <summary>The frames of synthetic faces, 1 or more. Default 16.</summary>
    public int Frames { get; init; } = 16;

    /// <summary>The seed of synthetic inputs.</summary>
    public NamedSeed Seed { get; init; } = new(2024);
}
