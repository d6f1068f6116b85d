using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Tests.Export;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Estimators;

public sealed class HeadEstimatorTests
{
    private static readonly HeadOptions Options = new() { FeatureColumnNames = ["speech", "words", "faces"], WeightColumnName = "Weight" };
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Fit_InAPipeline_LearnsAndSurvivesSaving()
    {
        IDataView training = View(Example.Draw(300));
        ITransformer model = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.MulticlassClassification.Trainers.MaximumEntropyFusion(Options)).Fit(training);
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "pipeline.zip");
        _context.Model.Save(model, training.Schema, path);

        Example test = Example.Draw(90, seed: 2, missing: 0.1);
        IDataView scored = new MLContext().Model.Load(path, out _).Transform(View(test));

        int[] predicted = [.. scored.GetColumn<long[]>("PredictedIndex").Select(row => (int)row[0])];
        Assert.InRange(predicted.Zip(test.Rows.Labels).Count(pair => pair.First == pair.Second), 60, 90);
        Assert.All(scored.GetColumn<float[]>("Score"), row => Assert.Equal(1, row.Sum(), 1e-4f));
    }

    [Fact]
    public void AttentionFusion_FittedInAPipeline_ScoresTheRows()
    {
        IDataView training = View(Example.Draw(90));

        IDataView scored = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.MulticlassClassification.Trainers.AttentionFusion(Options)).Fit(training).Transform(training);

        Assert.Equal(90, scored.GetColumn<float[]>("Score").Count(row => row.Length == 3));
    }

    [Fact]
    public void Fit_MissingAndWrongColumns_AreAllNamed()
    {
        HeadEstimator estimator = _context.MulticlassClassification.Trainers.ConcatMlp(Options with { FeatureColumnNames = ["speach", "Weight"] });

        var refusal = Assert.Throws<InvalidInputException>(() => estimator.Fit(View(Example.Draw(9))));

        Assert.Equal(3, refusal.Faults.Count);
        Assert.Contains("did you mean \"speech\"?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_PseudoLabelColumn_IsReadAndRefusedWhereItIsNoBoolean()
    {
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label").Fit(View(Example.Draw(9))).Transform(View(Example.Draw(9)));
        IDataView marked = _context.Transforms.CustomMapping<Weighed, Marked>((row, mark) => mark.Mined = row.Weight < 2, null).Fit(keyed).Transform(keyed);

        Assert.All(TrainingView.Read(marked, Options with { PseudoLabelColumnName = "Mined" }).Rows.PseudoLabelled!, Assert.True);
        Assert.Null(TrainingView.Read(marked, Options).Rows.PseudoLabelled);
        Assert.Contains(
            "column Weight: is Single; it must be a boolean",
            Assert.Throws<InvalidInputException>(() => TrainingView.Read(marked, Options with { PseudoLabelColumnName = "Weight" })).Message,
            StringComparison.Ordinal);
    }

    private sealed class Weighed
    {
        public float Weight { get; set; }
    }

    private sealed class Marked
    {
        public bool Mined { get; set; }
    }

    private IDataView View(Example example) => _context.Data.LoadFromEnumerable(EncodedRow.From(example));
}
