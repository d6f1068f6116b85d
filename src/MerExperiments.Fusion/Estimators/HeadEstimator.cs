using MerExperiments.Fusion.Export;
using MerExperiments.Onnx;
using Microsoft.ML;

namespace MerExperiments.Fusion.Estimators;

/// <summary>A head as an ML.NET estimator: from one vector column per encoder and a key column to "Score" and "PredictedIndex".</summary>
/// <remarks>What it fits is ML.NET's stock ONNX transformer around the head's graph, so a pipeline that ends in it is saved by
/// <c>mlContext.Model.Save</c> and loaded without this toolkit. "PredictedIndex" is the place of the class, as a vector of one int64.</remarks>
public sealed class HeadEstimator : IEstimator<ITransformer>
{
    private readonly MLContext _context = new(seed: 0);
    private readonly IHead _head;
    private readonly HeadOptions _options;

    internal HeadEstimator(IHead head, HeadOptions options) => (_head, _options) = (head, options);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A column is missing or of another type, or the head refuses the rows or parameters.</exception>
    public ITransformer Fit(IDataView input)
    {
        (TrainingRows rows, LabelSet labels) = TrainingView.Read(input, _options);
        FittedHead fitted = _head.Fit(rows, labels, _options.Parameters, _options.Seed, CancellationToken.None);
        return ModelExport.Stock(_context, ModelExport.Merge([new ExportMember(fitted, 1)], labels));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        using var bytes = new MemoryStream(Outline(_options.FeatureColumnNames[0]).ToBytes());
        return _context.Transforms.ApplyOnnxModel(bytes, gpuDeviceId: null, fallbackToCpu: false).GetOutputSchema(inputSchema);
    }

    /// <summary>A graph with the fitted one's kinds of outputs: ML.NET lets no one but its own estimators describe a column, so one does.</summary>
    private static OnnxModel Outline(string input)
    {
        var graph = new OnnxGraph("outline");
        string values = graph.Input(input, OnnxElement.Single, "batch", 1);
        graph.Output(FittedHead.ScoreOutput, graph.Node("Concat", [values, values], ("axis", 1)), OnnxElement.Single, "batch", 2);
        graph.Output(ModelExport.IndexOutput, graph.Node("Cast", [values], ("to", (int)OnnxElement.Int64)), OnnxElement.Int64, "batch", 1);
        return graph.ToModel();
    }
}
