using MerExperiments.Fusion.Export;
using Microsoft.ML;

namespace MerExperiments.Fusion.Estimators;

/// <summary>A head as an ML.NET estimator: from one vector column per encoder and a key column to "Score" and "PredictedLabel".</summary>
/// <remarks>"Score" is a float vector of class probabilities; "PredictedLabel" a key whose values are the class names, so that the platform's Evaluate, CrossValidate,
/// MapKeyToValue and prediction engine work on it. What it fits are ML.NET's own transformers around the head's graph: a pipeline that ends in it is saved by
/// <c>mlContext.Model.Save</c> and loaded without this toolkit.</remarks>
public sealed class HeadEstimator : IEstimator<ITransformer>
{
    private readonly MLContext _context = new(seed: 0);
    private readonly IHead _head;
    private readonly HeadOptions _options;

    internal HeadEstimator(IHead head, HeadOptions options) => (_head, _options) = (head, options);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A column is missing or of another type, or the head refuses the rows or parameters.</exception>
    public ITransformer Fit(IDataView input) => StockPipeline.Of(_context, Train(input, CancellationToken.None));

    /// <summary>Fits the head, and leaves the pipeline around its graph away: what the stages of a run do, which keep the graph and read whole tables with it.</summary>
    /// <param name="input">The training rows; those of <see cref="TrainingView.AsDataView"/> are not copied.</param>
    /// <param name="cancellation">Stops the fit between two steps.</param>
    /// <exception cref="InvalidInputException">A column is missing or of another type, or the head refuses the rows or parameters.</exception>
    public FittedHead Train(IDataView input, CancellationToken cancellation)
    {
        (TrainingRows rows, LabelSet labels) = TrainingView.Read(input, _options);
        return _head.Fit(rows, labels, _options.Parameters, _options.Seed, cancellation);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        StockPipeline.OutputSchema(_context, inputSchema, _options.FeatureColumnNames[0], _options.LabelColumnName);
}
