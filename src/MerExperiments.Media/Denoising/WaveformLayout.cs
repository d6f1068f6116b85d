using MerExperiments.Onnx;

namespace MerExperiments.Media.Denoising;

/// <summary>How a <see cref="DenoiserKind.Waveform"/> graph takes and gives samples.</summary>
public sealed record WaveformLayout
{
    /// <summary>Axes of the input: 2 for [1, n], 3 for [1, 1, n].</summary>
    public required int InputRank { get; init; }

    /// <summary>Axes of each output: 2 for [1, n] or [sources, n], 3 for [1, 1, n] or [1, sources, n].</summary>
    public required int OutputRank { get; init; }

    /// <summary>The element type of input and outputs: single or int16. Default single.</summary>
    public OnnxElement Element { get; init; } = OnnxElement.Single;

    /// <summary>The value of full scale, at input and outputs. Default 1; 32768 where the model takes 16-bit values.</summary>
    public float FullScale { get; init; } = 1;

    /// <summary>The most samples fed at once, at the model's rate; where the graph's length is fixed, that length.</summary>
    public required int ChunkSamples { get; init; }

    /// <summary>Samples by which chunks overlap; one fades into the next there, linearly. 0 to half a chunk.</summary>
    public required int OverlapSamples { get; init; }

    /// <summary>A clip shorter than this is followed by zeros. Default 1.</summary>
    public int MinimumSamples { get; init; } = 1;

    /// <summary>What the clip is scaled to first. Default none.</summary>
    public LevelNormalisation Normalisation { get; init; } = LevelNormalisation.None;

    /// <summary>The level it is scaled to, of full scale. Default 1; it counts only with a normalisation.</summary>
    public float Level { get; init; } = 1;

    /// <summary>The number of sources in the outputs. Default 1.</summary>
    public int Sources { get; init; } = 1;

    /// <summary>Which source is the speaker; null where there is one.</summary>
    public SpeakerRule? Speaker { get; init; }

    /// <summary>What is wrong with the layout in itself.</summary>
    internal IEnumerable<Fault> Validate(int outputs) =>
    [
        .. Rule(InputRank is 2 or 3, "inputRank", $"is {InputRank}; it must be 2 or 3"),
        .. Rule(OutputRank is 2 or 3, "outputRank", $"is {OutputRank}; it must be 2 or 3"),
        .. Rule(Element is OnnxElement.Single or OnnxElement.Int16, "element", $"is {Element}; it must be single or int16"),
        .. Rule(FullScale > 0, "fullScale", FormattableString.Invariant($"is {FullScale}; it must be above 0")),
        .. Rule(ChunkSamples >= 1, "chunkSamples", $"is {ChunkSamples}; it must be 1 or more"),
        .. Rule(
            OverlapSamples >= 0 && OverlapSamples <= ChunkSamples / 2,
            "overlapSamples",
            $"is {OverlapSamples}; it must lie in 0 to half of chunkSamples, {ChunkSamples / 2}"),
        .. Rule(
            MinimumSamples >= 1 && MinimumSamples <= ChunkSamples,
            "minimumSamples",
            $"is {MinimumSamples}; it must lie in 1 to chunkSamples, {ChunkSamples}"),
        .. Rule(Level > 0, "level", FormattableString.Invariant($"is {Level}; it must be above 0")),
        .. Rule(Sources is >= 1 and <= 4, "sources", $"is {Sources}; it must lie in 1 to 4"),
        .. Rule(outputs == 1 || outputs == Sources, "sources", $"is {Sources} with {outputs} outputs; there must be one output in all, or one per source"),
        .. Rule(Sources > 1 == Speaker is not null, "speaker", Speaker is null ? "is absent; with several sources it must be given" : "is given; with one source it must be absent"),
    ];

    private static IEnumerable<Fault> Rule(bool holds, string property, string problem) => holds ? [] : [new Fault($"layout.{property}", problem)];
}

/// <summary>What a clip is scaled to before the model; the scale is taken back after it.</summary>
public enum LevelNormalisation
{
    /// <summary>Nothing: the level stays.</summary>
    None,

    /// <summary>The greatest absolute sample.</summary>
    Peak,

    /// <summary>The root of the mean square.</summary>
    Rms,
}
