using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Export;
using MerExperiments.Fusion.Text;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Text;

public sealed class TextHeadTests
{
    private static readonly TextFeatureOptions Options = new() { LongestText = 64, Components = 12 };

    public static TheoryData<string> HeadNames => [.. Heads.All.Select(head => head.Name)];

    [Theory]
    [MemberData(nameof(HeadNames))]
    public void Fit_TextsAlone_LearnsAndItsGraphGivesTheSame(string head)
    {
        FittedHead fitted = Fit(head, Texts.Training(Options, 240, seed: 1));
        FeatureTable[] tables = [Texts.Table(Options, [.. Texts.Draw(90, seed: 2), null, ""])];

        Posteriors posteriors = fitted.Predict(tables);

        Assert.InRange(Enumerable.Range(0, 90).Count(row => posteriors.PredictedIndex(row) == row % 3), 50, 90);
        Assert.True(fitted.ReadsTexts);
        Assert.InRange(fitted.CountApart(tables, posteriors, 1e-5), 0, head == "lightgbm" ? 2 : 0);
    }

    [Theory]
    [InlineData("text-linear")]
    [InlineData("maximum-entropy")]
    public void Fit_FreshTextsOfTheSameRows_GivesTheSameBytes(string head) => Assert.Equal(
        Fit(head, Texts.Training(Options, 60, seed: 1)).Model.ToBytes(), Fit(head, Texts.Training(Options, 60, seed: 1)).Model.ToBytes());

    [Theory]
    [InlineData("text-linear")]
    [InlineData("maximum-entropy")]
    public void Predict_WordThatNoTrainingTextHas_ChangesNothing(string head)
    {
        TextFeatureOptions words = Options with { Characters = 0, Words = 1 };
        FittedHead fitted = Fit(head, Texts.Training(words, 60, seed: 1));

        Posteriors posteriors = fitted.Predict([Texts.Table(words, "great fine", "great zebra fine")]);

        Assert.Equal(posteriors[0].ToArray(), posteriors[1].ToArray());
    }

    [Fact]
    public void Fit_TextsBesideFeatures_ReadsBoth()
    {
        Example example = Example.Draw(240, seed: 1);
        TrainingRows texts = Texts.Training(Options, 240, seed: 1);

        FittedHead fitted = Fit("text-linear", texts with { Columns = [.. texts.Columns, example.Rows.Columns[0]] });

        Assert.Equal(["text-tfidf", "speech"], fitted.Inputs.Select(input => input.Encoder));
        Posteriors posteriors = fitted.Predict([Texts.Table(Options, Texts.Draw(90, seed: 2)), Example.Draw(90, seed: 2).Tables[0]]);
        Assert.InRange(Enumerable.Range(0, 90).Count(row => posteriors.PredictedIndex(row) == row % 3), 60, 90);
    }

    [Fact]
    public void Merge_TwoHeadsOverTexts_GivesTheMeanOfTheirPosteriors()
    {
        TrainingRows rows = Texts.Training(Options, 120, seed: 1);
        FittedHead[] heads = [Fit("text-linear", rows), Fit("maximum-entropy", rows)];
        FeatureTable[] tables = [Texts.Table(Options, Texts.Draw(30, seed: 2))];

        FittedHead merged = ModelExport.Merge([.. heads.Select(head => new ExportMember(head, 1))], Example.Labels);

        Assert.Equal(new TextRowShape(64, AcrossWords: true), merged.Texts["text-tfidf"]);
        Assert.Equal(0, merged.CountApart(tables, Posteriors.Mean([.. heads.Select(head => head.Predict(tables))]), 1e-5));
    }

    [Theory]
    [InlineData("text-linear")]
    [InlineData("maximum-entropy")]
    public void Estimator_ColumnOfTextRows_IsLoadedWithStockPackagesAndScoresTheSame(string head)
    {
        var context = new MLContext(1);
        IDataView data = View(context, Texts.Draw(180, seed: 1)), test = View(context, Texts.Draw(30, seed: 2));
        var options = new HeadOptions { FeatureColumnNames = ["Said"], Texts = new Dictionary<string, TextFeatureOptions> { ["Said"] = Options } };
        ITransformer fitted = new HeadEstimator(Heads.Find(head), options).Fit(data);
        using var file = new MemoryStream();
        context.Model.Save(fitted, data.Schema, file);
        file.Position = 0;

        float[][] scores = [.. new MLContext().Model.Load(file, out _).Transform(test).GetColumn<float[]>("Score")];

        Assert.Equal(fitted.Transform(test).GetColumn<float[]>("Score"), scores);
        Assert.InRange(scores.Index().Count(row => Array.IndexOf(row.Item, row.Item.Max()) == row.Index % 3), 16, 30);
    }

    [Fact]
    public void Estimator_TextRowsOfAnotherLength_AreRefused()
    {
        var options = new HeadOptions { FeatureColumnNames = ["Said"], Texts = new Dictionary<string, TextFeatureOptions> { ["Said"] = new() } };

        var refusal = Assert.Throws<InvalidInputException>(() => new HeadEstimator(Heads.Find("text-linear"), options).Fit(View(new MLContext(1), Texts.Draw(9, seed: 1))));

        Assert.Contains("it must be a vector of 512 floats", refusal.Message, StringComparison.Ordinal);
    }

    private static IDataView View(MLContext context, string?[] texts)
    {
        FeatureTable table = Texts.Table(Options, texts);
        var schema = SchemaDefinition.Create(typeof(Spoken));
        schema[nameof(Spoken.Said)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.Dimension);
        schema[nameof(Spoken.Label)].ColumnType = new KeyDataViewType(typeof(uint), 3);
        return context.Data.LoadFromEnumerable(Enumerable.Range(0, table.Count).Select(row => new Spoken { Said = table[row].ToArray(), Label = (uint)(row % 3) }).ToArray(), schema);
    }

    private sealed class Spoken
    {
        public float[] Said { get; set; } = [];

        public uint Label { get; set; }
    }

    private static FittedHead Fit(string head, TrainingRows rows) => Heads.Find(head).Fit(rows, Example.Labels, ParameterSet.Empty, new NamedSeed(6), default);
}
