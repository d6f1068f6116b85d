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

        string[] predicted = [.. Names(scored)];
        Assert.InRange(predicted.Zip(test.Rows.Labels).Count(pair => pair.First == Example.Labels[pair.Second]), 60, 90);
        Assert.All(scored.GetColumn<float[]>("Score"), row => Assert.Equal(1, row.Sum(), 1e-4f));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Fit_ManyRows_PredictsTheClassOfTheHighestScoreByName(double missing)
    {
        IDataView scored = Pipeline().Fit(View(Example.Draw(120))).Transform(View(Example.Draw(2000, seed: 4, missing)));

        int[] highest = [.. scored.GetColumn<float[]>("Score").Select(row => Array.IndexOf(row, row.Max()))];
        Assert.Equal(highest.Select(c => Example.Labels[c]), Names(scored));
        Assert.Equal(["Score", "PredictedLabel"], scored.Schema.Where(column => !column.IsHidden).Select(column => column.Name).TakeLast(2).Order().Reverse());
    }

    [Fact]
    public void Evaluate_WithThePlatformsOwnMetrics_CountsAsWeDo()
    {
        Example test = Example.Draw(90, seed: 2, missing: 0.1);
        IDataView scored = Pipeline().Fit(View(Example.Draw(300))).Transform(View(test));

        MulticlassClassificationMetrics metrics = _context.MulticlassClassification.Evaluate(scored);

        int right = Names(scored).Zip(test.Rows.Labels).Count(pair => pair.First == Example.Labels[pair.Second]);
        Assert.Equal(right / 90.0, metrics.MicroAccuracy, 1e-9);
        Assert.InRange(metrics.LogLoss, 0.01, 1);
    }

    [Theory]
    [InlineData("attention")]
    [InlineData("lightgbm")]
    [InlineData("maximum-entropy")]
    [InlineData("sdca")]
    public void Train_RowsTakenWholeOrReadOneByOne_GivesTheSameBytes(string head)
    {
        TrainingRows drawn = Example.Draw(120, missing: 0.1).Rows;
        TrainingRows rows = drawn with
        {
            Weights = [.. drawn.Weights.Select((_, row) => row % 3 == 0 ? 0.5f : 1)],
            PseudoLabelled = [.. drawn.Weights.Select((_, row) => row % 3 == 0)],
            Speakers = [.. drawn.Speakers.Select((_, row) => row % 5 == 0 ? null : $"s{row % 4}")],
        };
        IDataView whole = rows.AsDataView(Example.Labels), rowByRow = _context.Data.TakeRows(whole, 1000);
        HeadEstimator estimator = _context.MulticlassClassification.Trainers.FusionHead(Heads.Find(head), HeadOptions.For(rows));

        FittedHead fitted = estimator.Train(whole, CancellationToken.None);

        Assert.Equal(fitted.Model.ToBytes(), estimator.Train(rowByRow, CancellationToken.None).Model.ToBytes());
        Assert.Equal(fitted.Model.ToBytes(), Heads.Find(head).Fit(rows, Example.Labels, Search.ParameterSet.Empty, new NamedSeed(2024), CancellationToken.None).Model.ToBytes());
    }

    [Fact]
    public void Train_SomeColumnsOfTrainingRows_ReadsThoseAlone()
    {
        IDataView rows = Example.Draw(90).Rows.AsDataView(Example.Labels);
        HeadOptions options = HeadOptions.For(Example.Draw(90).Rows) with { FeatureColumnNames = ["faces", "speech"] };

        FittedHead fitted = _context.MulticlassClassification.Trainers.MaximumEntropyFusion(options).Train(rows, CancellationToken.None);

        Assert.Equal(["faces", "speech"], fitted.Inputs.Select(input => input.Encoder));
    }

    [Fact]
    public void CrossValidate_WithAFoldColumn_ScoresExactlyThoseFolds()
    {
        IDataView rows = _context.Transforms.Conversion.MapValueToKey("Fold").Append(_context.Transforms.Conversion.MapValueToKey("Label"))
            .Fit(View(Example.Draw(150))).Transform(View(Example.Draw(150)));

        var results = _context.MulticlassClassification.CrossValidate(
            rows, _context.MulticlassClassification.Trainers.MaximumEntropyFusion(Options), numberOfFolds: 3, samplingKeyColumnName: "Fold");

        Assert.Equal([50, 50, 50], results.Select(fold => fold.ScoredHoldOutSet.GetColumn<uint>("Fold").Count()));
        Assert.All(results, fold => Assert.Single(fold.ScoredHoldOutSet.GetColumn<uint>("Fold").Distinct()));
        Assert.All(results, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0.6, 1));
    }

    [Fact]
    public void CreatePredictionEngine_OfAFittedPipeline_NamesTheClass()
    {
        ITransformer model = Pipeline().Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(View(Example.Draw(300)));
        PredictionEngine<EncodedRow, NamedPrediction> engine = _context.Model.CreatePredictionEngine<EncodedRow, NamedPrediction>(model);

        NamedPrediction[] predicted = [.. EncodedRow.From(Example.Draw(30, seed: 2)).Select(engine.Predict)];

        Assert.All(predicted, row => Assert.Equal(Example.Labels[Array.IndexOf(row.Score, row.Score.Max())], row.PredictedLabel));
        Assert.Equal(3, predicted.Select(row => row.PredictedLabel).Distinct().Count());
    }

    [Fact]
    public void GetOutputSchema_BeforeTheFit_TellsScoreAndPredictedLabel()
    {
        SchemaShape before = _context.Transforms.CustomMapping<Nothing, EncodedRow>((_, _) => { }, contractName: null)
            .Append(_context.Transforms.Conversion.MapValueToKey("Label")).GetOutputSchema(new SchemaShape([]));

        SchemaShape after = _context.MulticlassClassification.Trainers.LightGbmFusion(Options).GetOutputSchema(before);

        SchemaShape.Column label = after.Single(column => column.Name == "PredictedLabel"), score = after.Single(column => column.Name == "Score");
        Assert.True(label.IsKey);
        Assert.Contains("KeyValues", label.Annotations.Select(annotation => annotation.Name));
        Assert.Equal((NumberDataViewType.Single, SchemaShape.Column.VectorKind.Vector), (score.ItemType, score.Kind));
        Assert.Equal(before.Count() + 2, after.Count());
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
    public void FusionHead_OfAnyHead_ScoresTheRows()
    {
        IDataView training = View(Example.Draw(90));

        IDataView scored = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.MulticlassClassification.Trainers.FusionHead(Heads.Find("naive-bayes"), Options)).Fit(training).Transform(training);

        Assert.InRange(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy, 0.6, 1);
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

    private EstimatorChain<ITransformer> Pipeline() => _context.Transforms.Conversion.MapValueToKey("Label", keyData: View(Example.Labels.Names))
        .Append((IEstimator<ITransformer>)_context.MulticlassClassification.Trainers.MaximumEntropyFusion(Options));

    private IDataView View(IEnumerable<string> names) => _context.Data.LoadFromEnumerable(names.Select(name => new LabelRow { Label = name }));

    private static IEnumerable<string> Names(IDataView scored)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        scored.Schema["PredictedLabel"].GetKeyValues(ref values);
        return scored.GetColumn<uint>("PredictedLabel").Select(key => values.GetItemOrDefault((int)key - 1).ToString());
    }

    private sealed class Nothing;

    private sealed class LabelRow
    {
        public string Label { get; set; } = "";
    }

    private sealed class NamedPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
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
