using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Where a training computes, what it keeps and whom it tells.</summary>
internal sealed record TrainingRun
{
    /// <summary>A folder of this training's own for checkpoints and tables; made where it is absent. A training that was stopped goes on from what lies there;
    /// one that is under way keeps all others out. Null keeps nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Where to compute. Default the processor, on which the same seed gives the same bytes.</summary>
    public Device Device { get; init; } = TorchDevice.Processor.ToTorch();

    /// <summary>Called after each step and each epoch, on the training's thread.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Called with a sentence a user should read: a checkpoint that was damaged, and what is done instead.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Stops the training at the next step, with a checkpoint left.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Steps between two checkpoints, 1 or more; one is also written after each epoch and when training is stopped. A matter of seconds of work lost to a kill, so
    /// only tests need another.</summary>
    internal int CheckpointSteps { get; init; } = 200;

    /// <summary>Called once, before the first step, with the tokenizer that the rows are read with.</summary>
    internal Action<TextTokenizer>? Opened { get; init; }

    /// <summary>Called before each step with the steps taken, where a device could fail; for tests of what happens then.</summary>
    internal Action<int>? BeforeStep { get; init; }
}

/// <summary>What a caller is told while a model is trained, after each step and each epoch.</summary>
/// <param name="Steps">The steps of all epochs; training may end earlier.</param>
/// <param name="Step">The step just taken.</param>
/// <param name="Epoch">The epoch just finished; null after any step but the epoch's last.</param>
internal sealed record TrainingProgress(int Steps, StepRecord? Step, EpochRecord? Epoch);
