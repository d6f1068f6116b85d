using MerExperiments.Fusion.Estimators;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Tests;

public sealed class FittedHeadTests
{
    private static readonly FittedHead Fitted =
        Heads.Find("maximum-entropy").Fit(Example.Draw(30).Rows, Example.Labels, ParameterSet.Empty, new NamedSeed(1), default);

    [Fact]
    public void Predict_TablesInAnyOrderAndMore_FindsItsOwn()
    {
        Example example = Example.Draw(10, seed: 2);
        Features.FeatureTable other = new("other", Modality.Audio, 1, [.. Enumerable.Repeat("x", 4)], new Features.FeatureState[4], new float[4]);

        Assert.Equal(
            Fitted.Predict(example.Tables).Values.ToArray(), Fitted.Predict([other, .. example.Tables.Reverse()]).Values.ToArray());
    }

    [Fact]
    public void Predict_TableMissing_NamesIt()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => Fitted.Predict([.. Example.Draw(10).Tables.Take(2)]));

        Assert.Contains("faces", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_MisspeltHead_NamesTheNearest()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => Heads.Find("atention"));

        Assert.Contains("did you mean \"attention\"?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_RowsThatDoNotAgree_AreRefusedWithAllFaults()
    {
        TrainingRows rows = Example.Draw(30).Rows;
        TrainingRows bad = rows with
        {
            Labels = [.. rows.Labels.Take(29), 9],
            Weights = [.. rows.Weights.Take(29), float.NaN],
            Columns = [rows.Columns[0], rows.Columns[0]],
        };

        var refusal = Assert.Throws<InvalidInputException>(
            () => Heads.Find("attention").Fit(bad, Example.Labels, ParameterSet.Empty, new NamedSeed(1), default));

        Assert.Equal(3, refusal.Faults.Count);
    }
}
