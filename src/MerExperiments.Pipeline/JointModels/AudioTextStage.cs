using System.Text.Json;
using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Training;
using MerExperiments.Onnx;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>The joint Audio-Text model inside a run: trained on the other folds' human labels for each fold, its features one more table for late fusion.</summary>
/// <remarks>Models, checkpoints and what each fold's model encoded lie in <c>datasets/audio-text</c>, the features in <c>datasets/features</c>, named by all that
/// decides their bytes: a stopped or repeated run, or another condition on the same rows, computes nothing twice.</remarks>
public sealed class AudioTextStage
{
    /// <summary>Changes when the same settings and rows would give other bytes.</summary>
    internal const int CodeVersion = 2;

    private readonly Workspace _workspace;
    private readonly TorchDevice _device;
    private readonly JointFeature _feature;
    private readonly CutNotice _cutNotice = new();

    /// <summary>Checks an experiment's joint model before anything is computed.</summary>
    /// <exception cref="InvalidInputException">The model cannot be trained as it is asked for; all faults at once.</exception>
    public AudioTextStage(Workspace workspace, ExperimentConfiguration configuration)
    {
        InvalidInputException.ThrowIfAny([.. JointModelCheck.Of(configuration)]);
        _workspace = workspace;
        _device = configuration.JointModel is null ? TorchDevice.Processor : Devices.TorchOf(configuration.Device);
        _feature = configuration.JointModel?.Feature ?? JointFeature.HiddenState;
        Settings = configuration.JointModel is { } section
            ? JointModelSettings.Of(section, configuration.Models.Root, new NamedSeed((ulong)configuration.Seed).For("audio-text"))
            : null;
    }

    /// <summary>The model; null where the experiment has none.</summary>
    public JointModelSettings? Settings { get; }

    /// <summary>Learns a model per fold, on a GPU one after another, and gives all rows of a split features and posteriors; from the store where it has them.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CrossFitted Fit(JointInput input, JointRun run)
    {
        CrossFitRows rows = input.Rows;
        LearningStore store = StoreOf(input);
        int workers = _device.Kind == ExecutionDevice.Cuda ? 1 : run.Workers;
        CrossFitted fitted = new CrossFitter(LearnerOf(input, run), input.Labels, workers) { Feature = _feature }.Fit(rows, run.Cancellation);
        JointTable.Keep(_workspace.Features, fitted.Features, _feature, Enumerable.Range(0, rows.Folds.Count).Select(fold => store.EncodedPathOf(rows.TaskOf(fold))));
        return fitted;
    }

    /// <summary>The learner of a split's folds, which keeps what it learned.</summary>
    public IFeatureLearner LearnerOf(JointInput input, JointRun run)
    {
        LearningStore store = StoreOf(input);
        return new StoredLearner(JointLearners.Create(LearningOf(input, store, run, input.Split.Folds.Count)), store, input.Labels.Count);
    }

    /// <summary>Trains one model on all labelled rows of a split; nothing is left to score it on.</summary>
    public FineTunedModel Train(JointInput input, JointRun run)
    {
        JointLearners.Create(LearningOf(input, StoreOf(input), run, folds: 0)).Learn(new LearningTask(0, input.Labelled, []), run.Cancellation);
        return ModelOf(input, input.Labelled, "all labelled utterances");
    }

    /// <summary>A trained model of a split.</summary>
    /// <param name="input">The split.</param>
    /// <param name="training">The rows that it was trained on.</param>
    /// <param name="name">How it is called.</param>
    /// <exception cref="InvalidInputException">What lies there is damaged.</exception>
    public FineTunedModel ModelOf(JointInput input, JointRows training, string name)
    {
        string folder = StoreOf(input).FolderOf(training), model = LearningStore.ModelIn(folder);
        InvalidInputException.ThrowIfAny([.. FittedJointModel.Check(model).Select(fault => new Fault(fault.Place, $"{fault.Problem}; delete {folder} and give the command again"))]);
        return new FineTunedModel(name, training.Count, model, JointModelFolder.EpochsIn(folder));
    }

    /// <summary>Where the models of a split lie. Layers that are computed again give the same bytes, so a training that ran out of memory goes on with them.</summary>
    public LearningStore StoreOf(JointInput input)
    {
        JointModelSettings decisive = Settings! with { Training = Settings.Training with { Recompute = false } };
        string settings = JsonSerializer.Serialize(new { CodeVersion, Settings = decisive, Device = _device.Kind, input.Labels.Names, Files = JointModelCheck.ContentOf(decisive, _workspace.Features) }, RunJson.Options);
        return new LearningStore(_workspace.AudioText, settings, input.KeyOf);
    }

    private JointLearning LearningOf(JointInput input, LearningStore store, JointRun run, int folds) =>
        new(
            Settings!,
            input.Labels,
            store,
            _device,
            new JointProgress(run.Progress, run.Prefix, folds, Settings!.Training.Epochs),
            cuts => _cutNotice.Tell(cuts, Settings!.Options, run.Progress));
}
