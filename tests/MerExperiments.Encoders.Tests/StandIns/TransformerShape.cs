namespace MerExperiments.Encoders.Tests.StandIns;

/// <summary>The size of a stand-in transformer.</summary>
/// <param name="Layers">Blocks of attention and feed-forward.</param>
/// <param name="Width">Values per position.</param>
/// <param name="Heads">Heads of attention; they divide the width.</param>
internal sealed record TransformerShape(int Layers, int Width, int Heads)
{
    /// <summary>Small enough for a test.</summary>
    public static TransformerShape Tiny { get; } = new(3, 16, 2);

    /// <summary>The number of token ids.</summary>
    public int Vocabulary { get; init; } = 64;

    /// <summary>The longest text.</summary>
    public int Positions { get; init; } = 128;
}
