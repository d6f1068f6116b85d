using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Export;
using MerExperiments.Fusion.Text;
using MerExperiments.Search;

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

        Assert.Equal(0, merged.CountApart(tables, Posteriors.Mean([.. heads.Select(head => head.Predict(tables))]), 1e-5));
    }

    private static FittedHead Fit(string head, TrainingRows rows) => Heads.Find(head).Fit(rows, Example.Labels, ParameterSet.Empty, new NamedSeed(6), default);
}
