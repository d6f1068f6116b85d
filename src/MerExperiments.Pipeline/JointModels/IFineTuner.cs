using MerExperiments.Runs;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>Trains the joint model of an experiment by itself, without late fusion.</summary>
public interface IFineTuner
{
    /// <summary>Trains a model per fold (or what the request asks for), and scores the class heads on human labels. A run of the same experiment finds what is
    /// trained here, and the other way round.</summary>
    /// <exception cref="InvalidInputException">The experiment has no joint model, or its model, corpus or encoder is refused; all faults at once.</exception>
    /// <exception cref="StoppedException">Cancellation was asked for; checkpoints are kept.</exception>
    FineTuningResult FineTune(ExperimentConfiguration configuration, FineTuningRequest request, IRunProgress progress, CancellationToken cancellation);
}
