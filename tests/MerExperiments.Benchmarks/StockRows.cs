using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace MerExperiments.Benchmarks;

/// <summary>ML.NET's own ApplyOnnxModel over rows of one shape, with one thread; it runs the model once per row.</summary>
/// <typeparam name="TRow">A class with one array property per model input, of the input's name; a class with one property takes any name.</typeparam>
internal sealed class StockRows<TRow>
    where TRow : class
{
    private readonly ITransformer _model;
    private readonly IDataView _rows;
    private readonly string _output;

    /// <summary>Opens the model and puts the rows into a view.</summary>
    /// <param name="path">The model.</param>
    /// <param name="rows">The rows, held in memory.</param>
    /// <param name="shapes">The shape of each input, whose first axis is 1.</param>
    /// <param name="output">The output to read.</param>
    public StockRows(string path, IReadOnlyList<TRow> rows, Dictionary<string, int[]> shapes, string output)
    {
        var context = new MLContext(seed: 0);
        var schema = SchemaDefinition.Create(typeof(TRow));
        foreach ((string input, int[] shape) in shapes)
        {
            if (schema.All(column => column.ColumnName != input))
            {
                schema[0].ColumnName = input;
            }

            var item = (PrimitiveDataViewType)((VectorDataViewType)schema[input].ColumnType).ItemType;
            schema[input].ColumnType = new VectorDataViewType(item, shape.Aggregate((a, b) => a * b));
        }

        _rows = context.Data.LoadFromEnumerable(rows, schema);
        _output = output;
        _model = context.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = path,
            InputColumns = [.. shapes.Keys],
            OutputColumns = [output],
            ShapeDictionary = shapes,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        }).Fit(_rows);
    }

    /// <summary>Each row's output.</summary>
    public IEnumerable<float[]> Score() => _model.Transform(_rows).GetColumn<VBuffer<float>>(_output).Select(row => row.DenseValues().ToArray());
}
