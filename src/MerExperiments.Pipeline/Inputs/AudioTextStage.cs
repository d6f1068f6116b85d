using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Weights;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Inputs;

/// <summary>The joint Audio-Text model inside a run: trained on the other folds' human labels for each fold, its features one more table for late fusion.</summary>
internal sealed class AudioTextStage
{
    private readonly AudioTextModels? _models;

    /// <summary>Checks an experiment's joint model before anything is computed.</summary>
    /// <exception cref="InvalidInputException">The model cannot be trained as it is asked for; all faults at once.</exception>
    public AudioTextStage(Workspace workspace, ExperimentConfiguration configuration)
    {
        if (configuration.JointModel is not { } options)
        {
            return;
        }

        InvalidInputException.ThrowIfAny([.. PublishedModelCheck.Of(options, configuration.Models.Root)]);
        _models = new AudioTextModels(options, new NamedSeed((ulong)configuration.Seed).For("audio-text"))
        {
            Workspace = workspace,
            ModelsRoot = configuration.Models.Root,
            Device = Devices.TorchOf(configuration.Device),
            ContentOf = files => MediaHash.Of(files, workspace.Features, Environment.ProcessorCount, CancellationToken.None),
        };
    }

    /// <summary>The joint models of the experiment.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public AudioTextModels Models => _models ?? throw new InvalidOperationException("the experiment has no joint model");

    /// <summary>Learns a model per fold of a split, and gives all its rows features and posteriors; from the store where it has them.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CrossFitted Fit(JointInput input, JointRun run) => Models.Fit(input.Joint, run);

    /// <summary>The names of the folders in which the models of a split's folds lie.</summary>
    public IReadOnlyList<string> FoldersOf(JointInput input) => Models.FoldersOf(input.Joint);
}
