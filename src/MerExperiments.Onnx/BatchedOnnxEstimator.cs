using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Applies an ONNX model to a column in batches; ML.NET's own ApplyOnnxModel runs one row at a time.</summary>
/// <remarks>There is nothing to fit: Fit checks the column and the model, and returns the transformer.</remarks>
public sealed class BatchedOnnxEstimator : IEstimator<BatchedOnnxTransformer>
{
    private readonly MLContext _context;
    private readonly BatchedOnnxOptions _options;

    internal BatchedOnnxEstimator(MLContext context, BatchedOnnxOptions options)
    {
        _context = context;
        _options = options;
    }

    /// <summary>Checks the model and the column.</summary>
    /// <exception cref="InvalidInputException">The model or the column is not what the options say; all faults at once.</exception>
    public BatchedOnnxTransformer Fit(IDataView input)
    {
        var faults = new List<Fault>();
        OnnxElement element = ElementOf(input.Schema, faults);
        faults.AddRange(OnnxFile.Check(_options.ModelPath, [.. Inputs(element)], [new OnnxTensor(_options.Tensors.Output, OnnxElement.Single, 2)]));
        InvalidInputException.ThrowIfAny(faults);
        return new BatchedOnnxTransformer(_context, _options, DimensionOf());
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => SchemaShapes.WithVector(inputSchema, _options.OutputColumn, DimensionOf());

    private IEnumerable<OnnxTensor> Inputs(OnnxElement element)
    {
        yield return new OnnxTensor(_options.Tensors.Input, element, 2);
        if (_options.Tensors.Lengths is { } lengths)
        {
            yield return new OnnxTensor(lengths, OnnxElement.Int64, 1);
        }

        if (_options.Tensors.Mask is { } mask)
        {
            yield return new OnnxTensor(mask, OnnxElement.Int64, 2);
        }
    }

    private OnnxElement ElementOf(DataViewSchema schema, List<Fault> faults)
    {
        string name = _options.InputColumn;
        if (schema.GetColumnOrNull(name) is not { } column)
        {
            faults.Add(new Fault("data", $"has no column \"{name}\"{NearestName.Hint(name, [.. schema.Select(c => c.Name)])}"));
            return OnnxElement.Single;
        }

        DataViewType? item = (column.Type as VectorDataViewType)?.ItemType;
        if (item != NumberDataViewType.Single && item != NumberDataViewType.Int64)
        {
            faults.Add(new Fault("data", $"has the column \"{name}\" of type {column.Type}; it must be a vector of Single or Int64"));
        }

        return item == NumberDataViewType.Int64 ? OnnxElement.Int64 : OnnxElement.Single;
    }

    private int DimensionOf()
    {
        using InferenceSession session = OnnxSession.Open(_options.ModelPath);
        int dimension = session.OutputMetadata[_options.Tensors.Output].Dimensions[^1];
        return dimension > 0 ? dimension : throw new InvalidInputException(
            _options.ModelPath, $"has the output \"{_options.Tensors.Output}\" of free length; its last axis must be a number");
    }
}

/// <summary>Where ML.NET's catalog offers what this room has.</summary>
public static class OnnxCatalog
{
    /// <summary>Applies an ONNX model to a column in batches, padding rows of different lengths.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="options">The model and the columns.</param>
    /// <param name="context">The context that saves the pipeline; a fresh one where null.</param>
    public static BatchedOnnxEstimator ApplyOnnxBatched(this TransformsCatalog catalog, BatchedOnnxOptions options, MLContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new BatchedOnnxEstimator(context ?? new MLContext(seed: 0), options);
    }
}
