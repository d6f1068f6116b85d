using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Storage;
using MerExperiments.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Trains the joint Audio-Text model on rows of sound and words with a class.</summary>
/// <remarks>A part of the rows is held back, whole speakers where they are known, and the epoch with the best weighted average F1 on it is kept (equal ones: the one with
/// less loss). On the processor the same rows, options and seed give the same bytes, also where several models are trained at once, and where a
/// training was stopped and goes on from its folder. Thread-safe.</remarks>
/// <param name="languageModel">Where the language model comes from.</param>
/// <param name="options">What the models are made of, and how they are trained.</param>
/// <param name="seed">The seed of everything random: initial weights, order, dropout. Models of the same seed start from the same weights.</param>
internal sealed class JointTrainer(ILanguageModelSource languageModel, AudioTextOptions options, NamedSeed seed)
{
    /// <summary>What is said of a folder that another trains in.</summary>
    internal const string IsHeld = "is being trained by another process; wait for it, or stop it, and give the same command again: it goes on from what is there";

    /// <summary>What the models are made of, and how they are trained.</summary>
    public AudioTextOptions Options => options;

    /// <summary>The share of the rows held back to choose the epoch, above 0 and at most 0.5; whole speakers where they are known. Only tests need another.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>Trains; goes on from the run's folder where a checkpoint lies there, and gives the finished model at once where the training was finished.</summary>
    /// <param name="rows">The rows. Those without a class, or with neither sound nor words, are left out.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="run">Where, and whom it tells; null for the processor, nothing kept and nobody told.</param>
    /// <returns>The fitted model, which the caller disposes.</returns>
    /// <exception cref="InvalidInputException">An option or row cannot be, the language model does not fit, the folder holds another training or is being trained in, or the device has no memory
    /// left; all faults of the input at once.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; a checkpoint is left in the run's folder.</exception>
    public FittedJointModel Fit(JointRows rows, LabelSet labels, TrainingRun? run = null)
    {
        run ??= new TrainingRun();
        InvalidInputException.ThrowIfAny([.. options.Faults()]);
        using IDisposable? held = run.Folder is { } folder ? FileLock.Take(Path.Combine(folder, ".training-lock"), folder, IsHeld) : null;
        TorchLibrary.UseOneThread();
        TrainingData data = TrainingData.Of(rows, labels, options.Balance, ValidationShare, seed.For("validation"));
        JointRows trained = data.Training;
        LanguageModelParts parts = languageModel.Prepare(trained, labels, options, seed.For("language"));
        ThrowUnlessRoom(parts, labels);
        run.Opened?.Invoke(parts.Tokenizer);
        JointModel built = Built(parts, rows.Frames.Dimension, labels.Count, run);
        try
        {
            built.FitFrames(trained);
            TrainingPlan plan = new(labels, options, seed, run, FingerprintOf(rows, labels, parts, built));
            TrainingState state = Train(built, new JointBatcher(data.Rows, parts.Tokenizer, labels, options), data, plan);
            return new FittedJointModel(CardOf(data, labels, parts, state), built, parts.Tokenizer, parts.SaveTokenizer);
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the checkpoints of a training's folder, once its model is kept; training in that folder would start anew. The tables stay.</summary>
    public static void DeleteCheckpoints(string folder) => CheckpointStore.Delete(folder);

    /// <summary>Makes a model and its first weights.</summary>
    /// <param name="shape">The language model's shape.</param>
    /// <param name="options">What stands around it, and the precision.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="frameDimension">Values per frame.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="device">Where it lies.</param>
    /// <param name="load">Puts the language model's weights in place; null leaves them as drawn.</param>
    internal static JointModel Build(
        LanguageModelConfiguration shape,
        AudioTextOptions options,
        NamedSeed seed,
        int frameDimension,
        int classes,
        Device device,
        Action<IReadOnlyDictionary<string, Tensor>>? load)
    {
        ModelPrecision precision = options.Precision == TrainingPrecision.Single ? ModelPrecision.Single : options.Adapters is null ? ModelPrecision.Mixed : ModelPrecision.BFloat16;
        var language = new LanguageModel(shape, seed.For("language"), device, precision, options.Dropout);
        try
        {
            load?.Invoke(language.Weights);
            return new JointModel(language, options, frameDimension, classes, seed.For("joint")) { Recompute = options.Recompute };
        }
        catch
        {
            language.Dispose();
            throw;
        }
    }

    private static TrainingState Train(JointModel built, JointBatcher batcher, TrainingData data, TrainingPlan plan)
    {
        using DisposeScope scope = NewDisposeScope();
        using var session = new TrainingSession(built, batcher, data, plan);
        session.Complete();
        return session.State;
    }

    private JointModel Built(LanguageModelParts parts, int frameDimension, int classes, TrainingRun run)
    {
        try
        {
            return Build(parts.Configuration, options, seed, frameDimension, classes, run.Device, parts.Load);
        }
        catch (Exception failure) when (OutOfMemory.Is(failure))
        {
            throw new InvalidInputException(
                "audioText.model", "does not fit the device's memory, before any row is read; take a smaller language model, or bfloat16 with adapters (audioText.lowRank), which needs a quarter");
        }
    }

    /// <summary>The longest row there can be must fit the context.</summary>
    private void ThrowUnlessRoom(LanguageModelParts parts, LabelSet labels)
    {
        int prompt = parts.Tokenizer.Content(options.Prompt).Count, name = labels.Names.Max(label => parts.Tokenizer.Content(label).Count);
        int longest = options.LongestAudio + options.LongestText + prompt + name;
        if (longest > parts.Configuration.ContextLength)
        {
            throw new InvalidInputException("audioText.longestAudio + audioText.longestText", FormattableString.Invariant(
                $"is {options.LongestAudio + options.LongestText}, and prompt and class name take {prompt + name} more; the language model reads {parts.Configuration.ContextLength} places: lower one of them"));
        }
    }

    private IReadOnlyDictionary<string, string> FingerprintOf(JointRows rows, LabelSet labels, LanguageModelParts parts, JointModel built)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] scaling = [.. built.Weights.Where(pair => pair.Key.StartsWith("frames.", StringComparison.Ordinal)).Select(pair => pair.Value)];
        return TrainingFingerprint.Of(rows, labels, parts.Identity, options, seed, cat(scaling).cpu().data<float>().ToArray());
    }

    private FittedModelCard CardOf(TrainingData data, LabelSet labels, LanguageModelParts parts, TrainingState state) => new()
    {
        Labels = labels.Names,
        Encoder = data.Rows.Frames.Encoder,
        FrameDimension = data.Rows.Frames.Dimension,
        Options = options,
        Language = parts.Configuration,
        Seed = seed,
        Shares = data.Shares(labels),
        Outcome = new TrainingOutcome(
            data.Split.Training.Count, data.Split.Validation.Count, state.Epoch, state.BestEpoch, state.BestWaf, state.BestLoss),
    };
}
