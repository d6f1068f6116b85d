using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Onnx.Tests;

/// <summary>A model that sums each row, run in batches and saved as ML.NET's own transformer.</summary>
public sealed class BatchedOnnxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx-").FullName;
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Transform_RowsOfDifferentLengths_GivesEachItsOwnSum()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Row([1, 2, 3]), new Row([10]), new Row([]), new Row([4, 5, 6])]);
        using BatchedOnnxTransformer model = _context.Transforms.ApplyOnnxBatched(Options("length")).Fit(data);
        float[][] sums = [.. model.Transform(data).GetColumn<float[]>("Sum")];
        Assert.Equal([6f, 10f, 0f, 15f], sums.Select(sum => sum[0]));
    }

    [Fact]
    public void Save_LoadedByAFreshContext_PredictsTheSame()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Values"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        IDataView data = _context.Data.LoadFromEnumerable([new Row([1, 2, 3]), new Row([4, 5, 6])], definition);
        using BatchedOnnxTransformer model = _context.Transforms.ApplyOnnxBatched(Options(3)).Fit(data);
        string zip = Path.Combine(_folder, "model.zip");
        _context.Model.Save(model, data.Schema, zip);

        ITransformer loaded = new MLContext().Model.Load(zip, out _);

        Assert.Equal([6f, 15f], loaded.Transform(data).GetColumn<float[]>("Sum").Select(sum => sum[0]));
    }

    [Fact]
    public void Fit_ColumnAndTensorMisspelt_NamesBoth()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Row([1])]);
        BatchedOnnxOptions options = Options("length") with { InputColumn = "Value" };
        options = options with { Tensors = options.Tensors with { Output = "summ" } };
        var refusal = Assert.Throws<InvalidInputException>(() => _context.Transforms.ApplyOnnxBatched(options).Fit(data));
        Assert.Equal(
            ["has no column \"Value\"; did you mean \"Values\"?", "has no output \"summ\"; did you mean \"sum\"?"],
            refusal.Faults.Select(fault => fault.Problem));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 18)]
    [InlineData(1_000, 1_024)]
    [InlineData(1_025, 1_152)]
    public void PaddedLength_Length_IsTheNextStep(int length, int expected) => Assert.Equal(expected, LengthBuckets.PaddedLength(length));

    [Fact]
    public void Batches_ManyLengths_HoldEachRowOnceAndNoMoreThanAskedFor()
    {
        int[] lengths = [.. Enumerable.Range(1, 200).Select(i => i * 37 % 400)];
        IReadOnlyList<(int PaddedLength, int[] Rows)> batches = LengthBuckets.Batches(lengths, 10, 2_000);
        Assert.Equal(Enumerable.Range(0, 200), batches.SelectMany(batch => batch.Rows).Order());
        Assert.All(batches, batch => Assert.True(batch.PaddedLength * batch.Rows.Length <= 2_000));
        Assert.All(batches, batch => Assert.All(batch.Rows, row => Assert.True(lengths[row] <= batch.PaddedLength)));
    }

    private BatchedOnnxOptions Options(object length)
    {
        var graph = new OnnxGraph("sum");
        string sum = graph.Sum(graph.Input("x", OnnxElement.Single, "batch", length), 1);
        graph.Output("sum", sum, OnnxElement.Single, "batch", 1);
        string path = Path.Combine(_folder, "sum.onnx");
        graph.ToModel().Save(path);
        return new BatchedOnnxOptions
        {
            ModelPath = path,
            InputColumn = "Values",
            OutputColumn = "Sum",
            Tensors = new RaggedScorerOptions { Input = "x", Output = "sum" },
        };
    }

    private sealed class Row(float[] values)
    {
        public Row()
            : this([])
        {
        }

        public float[] Values { get; set; } = values;
    }
}
