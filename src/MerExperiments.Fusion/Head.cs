using MerExperiments.Fusion.Text;
using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion;

/// <summary>What all heads share: the rows and parameters are checked, and left-out parameters filled in, before any work starts.</summary>
/// <remarks>A head that needs no more than the standardised features of all encoders derives from <see cref="MatrixHead"/>.</remarks>
public abstract class Head : IHead
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract SearchSpace Space { get; }

    /// <inheritdoc/>
    public virtual bool TakesWeights => true;

    /// <inheritdoc/>
    public FittedHead Fit(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        InvalidInputException.ThrowIfAny([.. rows.Faults(labels), .. ParameterFaults.Of($"head {Name}", Space, parameters)]);
        cancellation.ThrowIfCancellationRequested();
        ParameterSet complete = Space.Build(parameter => parameters.Find(parameter.Name) ?? parameter.Default);
        return rows.Columns.Any(column => column.Text is not null)
            ? FitTexts(rows, labels, complete, seed, cancellation)
            : new FittedHead(FitChecked(rows, labels, complete, seed, cancellation), labels, Name);
    }

    /// <summary>Fits the head where a column holds texts: it sees their coordinates, and its graph begins with how they are computed.</summary>
    private protected virtual FittedHead FitTexts(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        var texts = rows.Columns.Where(column => column.Text is not null).ToDictionary(column => column.Name, column => column.Text!.Components, StringComparer.Ordinal);
        TrainingRows seen = rows with { Columns = [.. rows.Columns.Select(column => texts.TryGetValue(column.Name, out TextProjection? text) ? Coordinates(column, text) : column)] };
        return new FittedHead(FitChecked(seen, labels, parameters, seed, cancellation), texts, labels, Name);
    }

    /// <summary>Fits the head to rows and parameters that have been checked.</summary>
    /// <param name="rows">A training part.</param>
    /// <param name="labels">The classes; one that no row has is allowed.</param>
    /// <param name="parameters">A value for each parameter of <see cref="Space"/> that exists.</param>
    /// <param name="seed">The seed of every random draw of the fit.</param>
    /// <param name="cancellation">Stops the fit between two steps.</param>
    /// <returns>The graph: one input [batch, dimension] per column, of its name, and one output <see cref="FittedHead.ScoreOutput"/> [batch, classes] of probabilities.</returns>
    protected abstract OnnxGraph FitChecked(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation);

    private static FeatureColumn Coordinates(FeatureColumn column, TextProjection text) => new(column.Name, text.Outputs, text.Apply(column.Values));
}
