using System.Globalization;
using MerExperiments.AudioText.Training;
using MerExperiments.Runs;
using MerExperiments.Storage;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Learns with the joint Audio-Text model. Its store's folder of the training rows holds the training (<c>steps.csv</c>, <c>epochs.csv</c> and, while it is under way,
/// checkpoints) and, once it is trained, the model in <c>model/</c>; what lies there is gone on with.</summary>
/// <param name="trainer">What trains.</param>
/// <param name="labels">The classes.</param>
/// <param name="store">Where models lie.</param>
/// <param name="device">What trains and encodes.</param>
internal sealed class JointLearner(JointTrainer trainer, LabelSet labels, LearningStore store, TorchDevice device) : IFeatureLearner
{
    /// <summary>Receives how far each fold is; null for nobody.</summary>
    public JointRun? Progress { get; init; }

    /// <summary>The number of folds, for telling; 0 for one model on all labelled rows.</summary>
    public int Folds { get; init; }

    /// <summary>Called after each step and each epoch, from the thread that trains; null for nobody.</summary>
    public Action<TrainingProgress>? Stepped { get; init; }

    /// <summary>Called where rows are longer than the model reads them, before it is trained or, where it was trained earlier, before it encodes; null for nobody.</summary>
    public Action<RowCuts>? Cut { get; init; }

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The rows cannot be trained on, a kept file is damaged, or another process trains the same model.</exception>
    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string folder = store.FolderOf(task.Training);
        using IDisposable held = FileLock.Take(Path.Combine(folder, ".lock"), folder, JointTrainer.IsHeld);
        using IStageProgress? stage = Progress?.Begin(task.Fold, Folds, trainer.Options.Epochs);
        using FittedJointModel model = Trained(task, new TrainingRun
        {
            Folder = folder,
            Device = device.ToTorch(),
            Cancellation = cancellation,
            Notice = Progress is null ? null : Progress.Progress.Say,
            Progress = told => Tell(stage, told),
            Opened = tokenizer => TellCuts(task, tokenizer),
        });
        JointTrainer.DeleteCheckpoints(folder);
        return [.. task.Encoded.Select(rows => Encode(model, rows, cancellation))];
    }

    private FittedJointModel Trained(LearningTask task, TrainingRun run)
    {
        string folder = LearningStore.ModelIn(run.Folder!);
        if (Kept(folder, run.Device) is { } kept)
        {
            run.Opened?.Invoke(kept.Tokenizer);
            return kept;
        }

        FittedJointModel model = trainer.Fit(task.Training, labels, run);
        try
        {
            model.Save(folder);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The model trained before; null where there is none, or where it was damaged: then it is told of, deleted and trained again.</summary>
    private FittedJointModel? Kept(string folder, Device device)
    {
        if (!FittedJointModel.IsIn(folder))
        {
            return null;
        }

        IReadOnlyList<Fault> faults = FittedJointModel.Check(folder);
        if (faults.Count == 0)
        {
            return FittedJointModel.Load(folder, device);
        }

        Progress?.Progress.Say($"a trained joint model was damaged ({faults[0].Place} {faults[0].Problem}); it is trained again");
        Directory.Delete(folder, recursive: true);
        return null;
    }

    private void Tell(IStageProgress? stage, TrainingProgress told)
    {
        Stepped?.Invoke(told);
        if (stage is not null && told.Epoch is { } epoch)
        {
            string waf = epoch.ValidationWaf is { } value ? string.Create(CultureInfo.InvariantCulture, $", validation WAF {value:0.000}") : "";
            stage.Note(string.Create(CultureInfo.InvariantCulture, $"loss {epoch.TrainingLoss:0.000}{waf}"));
            stage.Advance();
        }
    }

    private void TellCuts(LearningTask task, TextTokenizer tokenizer)
    {
        RowCuts cuts = RowCuts.Of([task.Training, .. task.Encoded], tokenizer, trainer.Options);
        if (cuts.Texts > 0 || cuts.Sounds > 0)
        {
            Cut?.Invoke(cuts);
        }
    }

    private static EncodedRows Encode(FittedJointModel model, JointRows rows, CancellationToken cancellation)
    {
        JointEncoding encoding = model.Encode(rows, cancellation: cancellation);
        return new EncodedRows(encoding.Features, encoding.Posteriors, encoding.FeatureSize, encoding.Classes);
    }
}
