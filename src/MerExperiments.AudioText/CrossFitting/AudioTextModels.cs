using System.Text.Json;
using MerExperiments.AudioText.Training;
using MerExperiments.Onnx;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>The joint models of an experiment: trained, kept, and found again.</summary>
/// <remarks>Models, checkpoints and what each fold's model encoded lie in <c>datasets/audio-text</c>, the features in <c>datasets/features</c>, named by all that
/// decides their bytes: a stopped or repeated run, or another condition on the same rows, computes nothing twice.</remarks>
/// <param name="options">The model and its training; looked through by <see cref="Weights.PublishedModelCheck"/> before.</param>
/// <param name="seed">The seed of everything random; the same for all folds, which therefore start from the same weights.</param>
public sealed class AudioTextModels(AudioTextOptions options, NamedSeed seed)
{
    /// <summary>Changes when the same options and rows would give other bytes.</summary>
    internal const int CodeVersion = 3;

    private readonly CutNotice _cutNotice = new();

    /// <summary>Where models and features lie.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>The folder that published models lie below.</summary>
    public required string ModelsRoot { get; init; }

    /// <summary>What trains and encodes.</summary>
    public required TorchDevice Device { get; init; }

    /// <summary>Names the content of files, given by their paths.</summary>
    public required Func<IReadOnlyList<string>, string> ContentOf { get; init; }

    /// <summary>Learns a model per fold, on a GPU one after another, and gives all rows of a split features and posteriors; from the store where it has them.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CrossFitted Fit(JointSplit split, JointRun run)
    {
        LearningStore store = StoreOf(split);
        CrossFitted fitted = FitterOf(split, run).Fit(split.Rows, run.Cancellation);
        IEnumerable<string> encoded = Enumerable.Range(0, split.Rows.Folds.Count).Select(fold => store.EncodedPathOf(split.Rows.TaskOf(fold)));
        string table = JointTable.Keep(Workspace.Features, fitted.Features, options.Feature, encoded, run.Progress.Say);
        return fitted with { Table = Path.GetFileName(table) };
    }

    /// <summary>Writes the models of a split's folds into a folder, for rows that are none of the split's. What is not in the store is learned again.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Export(JointSplit split, JointRun run, string folder)
    {
        IReadOnlyList<FoldTurn?> turns = FitterOf(split, run).Turns(split.Rows, run.Cancellation);
        string[] models = [.. Enumerable.Range(0, split.Rows.Folds.Count).Select(fold => ModelOf(split, split.Rows.TaskOf(fold).Training, "", run).Folder)];
        JointEnsemble.Write(folder, options.Feature, models, turns);
    }

    /// <summary>The names of the folders in which the models of a split's folds lie.</summary>
    public IReadOnlyList<string> FoldersOf(JointSplit split)
    {
        LearningStore store = StoreOf(split);
        return [.. Enumerable.Range(0, split.Rows.Folds.Count).Select(fold => Path.GetFileName(store.FolderOf(split.Rows.TaskOf(fold).Training)))];
    }

    /// <summary>The learner of a split's folds, which keeps what it learned.</summary>
    public IFeatureLearner LearnerOf(JointSplit split, JointRun run) =>
        new StoredLearner(JointLearnerOf(split, run, split.Rows.Folds.Count), StoreOf(split), split.Labels.Count) { Notice = run.Progress.Say };

    /// <summary>Trains one model on all labelled rows of a split; nothing is left to score it on.</summary>
    public FineTunedModel Train(JointSplit split, JointRun run)
    {
        Learn(split, split.Rows.Labelled, run);
        return ModelOf(split, split.Rows.Labelled, "all labelled utterances", run);
    }

    /// <summary>A trained model of a split; one that was damaged is trained again.</summary>
    /// <param name="split">The split.</param>
    /// <param name="training">The rows that it was trained on.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="run">How.</param>
    public FineTunedModel ModelOf(JointSplit split, JointRows training, string name, JointRun run)
    {
        string folder = StoreOf(split).FolderOf(training), model = LearningStore.ModelIn(folder);
        if (FittedJointModel.Check(model).Count > 0)
        {
            Learn(split, training, run);
        }

        return new FineTunedModel(name, training.Count, model, TrainingLog.EpochsIn(folder));
    }

    private CrossFitter FitterOf(JointSplit split, JointRun run) =>
        new(LearnerOf(split, run), split.Labels, Device.Kind == ExecutionDevice.Cuda ? 1 : run.Workers) { Feature = options.Feature };

    private void Learn(JointSplit split, JointRows training, JointRun run) =>
        JointLearnerOf(split, run, folds: 0).Learn(new LearningTask(0, training, []), run.Cancellation);

    /// <summary>Where the models of a split lie. Layers that are computed again give the same bytes, so a training that ran out of memory goes on with them.</summary>
    private LearningStore StoreOf(JointSplit split)
    {
        string files = options.IsPublished ? ContentOf([.. Directory.EnumerateFiles(Path.GetFullPath(options.Model, ModelsRoot)).Order(StringComparer.Ordinal)]) : "";
        string settings = JsonSerializer.Serialize(new { CodeVersion, Options = options.Decisive, Seed = seed, Device = Device.Kind, split.Labels.Names, Files = files }, RunJson.Options);
        return new LearningStore(Workspace.AudioText, settings, split.KeyOf);
    }

    private JointLearner JointLearnerOf(JointSplit split, JointRun run, int folds) =>
        new(new JointTrainer(LanguageModelSource.Of(options, ModelsRoot), options, seed), split.Labels, StoreOf(split), Device)
        {
            Progress = run,
            Folds = folds,
            Cut = cuts => _cutNotice.Tell(cuts, options, run.Progress),
        };
}
