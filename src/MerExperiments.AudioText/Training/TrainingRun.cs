using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Where a training computes, what it keeps and whom it tells.</summary>
public sealed record TrainingRun
{
    /// <summary>A folder of this training's own for checkpoints and tables; made where it is absent. A training that was stopped goes on from what lies there;
    /// one that is under way keeps all others out. Null keeps nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Where to compute. Default the processor, on which the same seed gives the same bytes.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Called after each step and each epoch, on the training's thread.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Called with a sentence a user should read: a checkpoint that was damaged, and what is done instead.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Stops the training at the next step, with a checkpoint left.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Called once, before the first step, with the tokenizer that the rows are read with.</summary>
    internal Action<TextTokenizer>? Opened { get; init; }

    /// <summary>Called before each step with the steps taken, where a device could fail; for tests of what happens then.</summary>
    internal Action<int>? BeforeStep { get; init; }
}
