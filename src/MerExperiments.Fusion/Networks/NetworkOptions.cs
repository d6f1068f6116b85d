using MerExperiments.Search;

namespace MerExperiments.Fusion.Networks;

/// <summary>The parameters of a network's fit, read from a trial's values.</summary>
internal sealed record NetworkOptions(
    int Hidden,
    int Components,
    double Dropout,
    double ModalityDropout,
    double LearningRate,
    double WeightDecay,
    int BatchSize,
    int Epochs,
    double LabelSmoothing,
    bool BalancesClasses)
{
    /// <summary>What can be swept.</summary>
    public static SearchSpace Space { get; } = new(
    [
        new IntegerParameter("hidden", 32, 256, 64, Logarithmic: true),
        new IntegerParameter("components", 32, 256, 128, Logarithmic: true),
        new RealParameter("dropout", 0, 0.6, 0.3),
        new RealParameter("modality-dropout", 0, 0.4, 0.1),
        new RealParameter("learning-rate", 2e-4, 5e-3, 1e-3, Logarithmic: true),
        new RealParameter("weight-decay", 1e-5, 1, 1e-2, Logarithmic: true),
        new IntegerParameter("batch", 32, 256, 128, Logarithmic: true),
        new IntegerParameter("epochs", 5, 40, 40),
        new RealParameter("label-smoothing", 0, 0.2, 0.05),
        new ChoiceParameter("class-weights", ["none", "balanced"]),
    ]);

    /// <summary>Reads a complete parameter set.</summary>
    public static NetworkOptions Of(ParameterSet parameters) => new(
        parameters.Integer("hidden"),
        parameters.Integer("components"),
        parameters.Real("dropout"),
        parameters.Real("modality-dropout"),
        parameters.Real("learning-rate"),
        parameters.Real("weight-decay"),
        parameters.Integer("batch"),
        parameters.Integer("epochs"),
        parameters.Real("label-smoothing"),
        parameters.Choice("class-weights") == "balanced");
}
