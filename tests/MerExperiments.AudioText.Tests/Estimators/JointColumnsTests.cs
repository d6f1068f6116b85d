using MerExperiments.AudioText.Estimators;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Tests.Estimators;

public sealed class JointColumnsTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Fit_WithoutTheColumns_NamesEachWithWhatItMustBe()
    {
        JointAudioTextOptions options = JointData.Options with { FramesColumnName = "Frame", TextColumnName = "Label", LabelColumnName = "Class" };
        Fault[] faults = [.. Refusal(JointData.View(_context, 8), options).Faults];

        Assert.Equal(["column Frame", "column Label", "column Class"], faults.Select(fault => fault.Place));
        Assert.Contains("did you mean \"Frames\"?", faults[0].Problem, StringComparison.Ordinal);
        Assert.Contains("must be text", faults[1].Problem, StringComparison.Ordinal);
        Assert.Contains("must be a key of UInt32", faults[2].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfBrokenFrames_NamesEachRow()
    {
        IDataView data = JointData.View(_context, 8, (i, row) => row.Frames = i == 2 ? [1, 2] : i == 5 ? [1, 2, float.NaN] : row.Frames);

        Assert.Equal(["column Frames, row 2", "column Frames, row 5"], Refusal(data, JointData.Options).Faults.Select(fault => fault.Place));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Faults_OfFramesOfAnyLength_AskForTheirSize(int? dimension, bool fits)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Frames", new VectorDataViewType(NumberDataViewType.Single, dimension == 4 ? 6 : 0));
        schema.AddColumn("Text", TextDataViewType.Instance);
        IEnumerable<Fault> faults = JointColumns.Faults(schema.ToSchema(), JointData.Options with { FrameDimension = dimension }, isTraining: false);

        Assert.Equal(fits, !faults.Any());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Fit_WithFramesOfNoValues_NamesTheOption(int dimension) => Assert.Equal(
        [$"FrameDimension: is {dimension}; it must be 1 or more, or null to take it from the column's type"],
        Refusal(JointData.View(_context, 8), JointData.Options with { FrameDimension = dimension }).Faults.Select(fault => fault.ToString()));

    [Fact]
    public void GetOutputSchema_OfAChain_HasTheAddedColumns()
    {
        SchemaShape shape = Chain(JointData.Options).GetOutputSchema(Shape());
        SchemaShape.Column[] added = [.. new[] { "Features", "Score", "PredictedLabel" }.Select(name => shape.Single(column => column.Name == name))];

        Assert.Equal(
            [SchemaShape.Column.VectorKind.Vector, SchemaShape.Column.VectorKind.Vector, SchemaShape.Column.VectorKind.Scalar], added.Select(column => column.Kind));
        Assert.Equal([false, false, true], added.Select(column => column.IsKey));
    }

    [Fact]
    public void GetOutputSchema_WithoutTheColumns_NamesThemAll()
    {
        IEstimator<ITransformer> chain = Chain(JointData.Options with { FramesColumnName = "Frame", TextColumnName = "Label" });

        Assert.Equal(["column Frame", "column Label"], Assert.Throws<InvalidInputException>(() => chain.GetOutputSchema(Shape())).Faults.Select(fault => fault.Place));
    }

    private IEstimator<ITransformer> Chain(JointAudioTextOptions options) => _context.Transforms.Conversion.MapValueToKey("Label", "Class")
        .Append(_context.MulticlassClassification.Trainers.JointAudioText(options));

    /// <summary>The shape of rows with frames, a text and a class: ML.NET makes one for its own estimators only.</summary>
    private SchemaShape Shape()
    {
        var definition = SchemaDefinition.Create(typeof(JointData.Row));
        definition[nameof(JointData.Row.Frames)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 0, 3);
        return _context.Transforms.CustomMapping<Nothing, JointData.Row>((_, _) => { }, contractName: null, outputSchemaDefinition: definition).GetOutputSchema(new SchemaShape([]));
    }

    private InvalidInputException Refusal(IDataView data, JointAudioTextOptions options) =>
        Assert.Throws<InvalidInputException>(() => _context.MulticlassClassification.Trainers.JointAudioText(options).Fit(data));

    private sealed class Nothing;
}
