using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Onnx;

/// <summary>Adds a column that an ONNX model computes from another, in batches.</summary>
/// <remarks>Saving it in a model zip saves ML.NET's own OnnxTransformer in its place, which any program with Microsoft.ML.OnnxTransformer can
/// load; that is possible where the model takes the column alone, without lengths or mask.</remarks>
public sealed class BatchedOnnxTransformer : ITransformer, IDisposable
{
    private readonly MLContext _context;
    private readonly BatchedOnnxOptions _options;
    private readonly int _dimension;
    private readonly RaggedScorer _scorer;

    internal BatchedOnnxTransformer(MLContext context, BatchedOnnxOptions options, int dimension)
    {
        _context = context;
        _options = options;
        _dimension = dimension;
        _scorer = new RaggedScorer(options.ModelPath, options.Tensors);
    }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => false;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(inputSchema);
        schema.AddColumn(_options.OutputColumn, new VectorDataViewType(NumberDataViewType.Single, _dimension));
        return schema.ToSchema();
    }

    /// <summary>The view with the added column; the model runs when that is first read.</summary>
    public IDataView Transform(IDataView input) => new AppendedVectorView(input, _options.OutputColumn, _dimension, Compute);

    /// <summary>Not available: batches have no single row.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new NotSupportedException("this transformer works in batches, not row by row; save it and load the zip to predict single rows");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The model takes lengths or a mask, which ML.NET's transformer cannot feed.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if ((_options.Tensors.Lengths ?? _options.Tensors.Mask) is { } extra)
        {
            throw new NotSupportedException(
                $"{_options.ModelPath} takes \"{extra}\" beside its values, which ML.NET's OnnxTransformer cannot feed; save a pipeline that starts at the features");
        }

        ((ICanSaveModel)Stock()).Save(ctx);
    }

    /// <inheritdoc/>
    public void Dispose() => _scorer.Dispose();

    private ITransformer Stock()
    {
        (string input, string output) = (_options.Tensors.Input, _options.Tensors.Output);
        var onnx = _context.Transforms.CopyColumns(input, _options.InputColumn)
            .Append(_context.Transforms.ApplyOnnxModel(output, input, _options.ModelPath))
            .Append(_context.Transforms.CopyColumns(_options.OutputColumn, output));
        return onnx.Fit(Empty());
    }

    /// <summary>A view without rows that has the input column, for fitting what has nothing to fit.</summary>
    private IDataView Empty()
    {
        using var session = OnnxSession.Open(_options.ModelPath);
        int length = session.InputMetadata[_options.Tensors.Input].Dimensions[^1];
        var schema = SchemaDefinition.Create(typeof(InputRow));
        schema[0].ColumnName = _options.InputColumn;
        schema[0].ColumnType = length > 0
            ? new VectorDataViewType(NumberDataViewType.Single, length)
            : new VectorDataViewType(NumberDataViewType.Single);
        return _context.Data.LoadFromEnumerable<InputRow>([], schema);
    }

    private float[][] Compute(IDataView input)
    {
        DataViewSchema.Column column = input.Schema[_options.InputColumn];
        return ((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Int64
            ? Score<long>(input, column)
            : Score<float>(input, column);
    }

    private float[][] Score<T>(IDataView input, DataViewSchema.Column column)
        where T : unmanaged, INumber<T> =>
        _scorer.Score([.. input.GetColumn<VBuffer<T>>(column).Select(row => (ReadOnlyMemory<T>)row.DenseValues().ToArray())]);

    private sealed class InputRow
    {
        public float[] Values { get; set; } = [];
    }
}
