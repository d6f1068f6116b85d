using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion;

/// <summary>Training rows as ML.NET reads them: one vector column Features, a key column Label over all classes, and Weight.</summary>
internal static class MatrixDataView
{
    public const string Features = nameof(Row.Features);
    public const string Label = nameof(Row.Label);
    public const string Weight = nameof(Row.Weight);

    /// <param name="context">The context that reads it.</param>
    /// <param name="values">Row-major [rows, dimension] features.</param>
    /// <param name="rows">Labels and weights.</param>
    /// <param name="classes">The number of classes.</param>
    public static IDataView Of(MLContext context, float[] values, TrainingRows rows, int classes)
    {
        int dimension = values.Length / rows.Count;
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimension);
        schema[Label].ColumnType = new KeyDataViewType(typeof(uint), classes);
        Row[] data = [.. Enumerable.Range(0, rows.Count).Select(row => new Row
        {
            Features = values[(row * dimension)..((row + 1) * dimension)],
            Label = (uint)rows.Labels[row], // ML.NET makes the key of an object's number n be n + 1
            Weight = rows.Weights[row],
        })];
        return context.Data.LoadFromEnumerable(data, schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }

        public float Weight { get; set; }
    }
}
