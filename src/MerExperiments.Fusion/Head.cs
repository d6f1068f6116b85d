using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion;

/// <summary>What all heads share: the rows and parameters are checked, and left-out parameters filled in, before any work starts.</summary>
internal abstract class Head : IHead
{
    public abstract string Name { get; }

    public abstract SearchSpace Space { get; }

    public FittedHead Fit(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        InvalidInputException.ThrowIfAny([.. rows.Faults(labels), .. ParameterFaults.Of($"head {Name}", Space, parameters)]);
        cancellation.ThrowIfCancellationRequested();
        ParameterSet complete = Space.Build(parameter => parameters.Find(parameter.Name) ?? parameter.Default);
        return new FittedHead(FitChecked(rows, labels, complete, seed, cancellation), labels, Name);
    }

    /// <summary>The graph: one input per column, one output "Score" [batch, classes] of probabilities.</summary>
    protected abstract OnnxGraph FitChecked(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation);
}
