using MerExperiments.Features;
using MerExperiments.Fusion.Export;
using MerExperiments.Fusion.Tests.Export;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests;

/// <summary>What every head must do. A new head gets a class that derives from this one.</summary>
public abstract class HeadContract
{
    private static readonly NamedSeed Seed = new(7);

    protected abstract IHead Head { get; }

    /// <summary>How many of 300 rows, a third of them of a class whose training rows weigh 1e-4, may be predicted as it.</summary>
    protected virtual int MostOfAFaintClass => 6;

    [Fact]
    public void Fit_ThreeWeakEncoders_LearnsAboveChance()
    {
        FittedHead fitted = Fit(Example.Draw(300, seed: 1).Rows);

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(fitted), 0.7, 1);
    }

    [Fact]
    public void Fit_ShuffledLabels_LearnsNothing()
    {
        Example example = Example.Draw(300, seed: 1);
        int[] shuffled = [.. example.Rows.Labels];
        new Random(3).Shuffle(shuffled);

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(Fit(example.Rows with { Labels = shuffled })), 0.15, 0.5);
    }

    [Fact]
    public void Predict_AnyRows_SumsToOne()
    {
        Posteriors posteriors = Fit(Example.Draw(120, missing: 0.2).Rows).Predict(Example.Draw(50, seed: 5, missing: 0.5).Tables);

        Assert.Equal(50, posteriors.Count);
        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(1, posteriors[row].ToArray().Sum(), 1e-4));
        Assert.All(posteriors.Values.ToArray(), p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void Fit_RowsWithMissingFeatures_LearnsFromTheRest()
    {
        FittedHead fitted = Fit(Example.Draw(300, seed: 1, missing: 0.3).Rows);

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(fitted), 0.6, 1);
    }

    [Fact]
    public void Predict_AllFeaturesMissing_IsADefinedPosterior()
    {
        Posteriors posteriors = Fit(Example.Draw(120, missing: 0.2).Rows).Predict(Example.Draw(3, seed: 5, missing: 1).Tables);

        Assert.All(posteriors.Values.ToArray(), p => Assert.True(float.IsFinite(p)));
    }

    [Fact]
    public void Fit_ClassWithWeightNearZero_IsNotLearntWhereTheHeadTakesWeights()
    {
        TrainingRows rows = Example.Draw(300, seed: 1).Rows;
        FittedHead fitted = Fit(rows with { Weights = [.. rows.Labels.Select(label => label == 2 ? 1e-4f : 1f)] });

        int third = fitted.Predict(Example.Draw(300, seed: 2).Tables).PredictedIndices().Count(label => label == 2);

        Assert.InRange(third, Head.TakesWeights ? 0 : 60, Head.TakesWeights ? MostOfAFaintClass : 140);
        Assert.Equal(!Head.TakesWeights, Fit(rows).Model.ToBytes().AsSpan().SequenceEqual(fitted.Model.ToBytes()));
    }

    [Fact]
    public void Fit_RowsOfWeightZero_AreAsIfAbsent()
    {
        TrainingRows rows = Example.Draw(120).Rows;

        FittedHead fitted = Fit(rows with { Weights = [.. rows.Labels.Select(label => label == 2 ? 0f : 1f)] });

        Assert.DoesNotContain(2, fitted.Predict(Example.Draw(60, seed: 4).Tables).PredictedIndices());
    }

    [Fact]
    public void Fit_SameSeed_GivesSameBytes()
    {
        TrainingRows rows = Example.Draw(120, missing: 0.1).Rows;

        Assert.Equal(Fit(rows).Model.ToBytes(), Fit(rows).Model.ToBytes());
    }

    [Fact]
    public void Fit_SixAtOnce_GivesTheBytesOfOneByOne()
    {
        TrainingRows[] rows = [.. Enumerable.Range(0, 6).Select(i => Example.Draw(120, seed: i, missing: 0.1).Rows)];
        byte[][] serial = [.. rows.Select(r => Fit(r).Model.ToBytes())];
        byte[][] parallel = [.. rows.AsParallel().AsOrdered().WithDegreeOfParallelism(6).Select(r => Fit(r).Model.ToBytes())];

        Assert.Equal(serial, parallel);
    }

    [Fact]
    public void Save_ThenLoad_GivesSameBytesAndPredictions()
    {
        FittedHead fitted = Fit(Example.Draw(90).Rows);
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "head.onnx");
        fitted.Save(path);

        FittedHead loaded = FittedHead.Load(path);

        Assert.Equal(fitted.Model.ToBytes(), loaded.Model.ToBytes());
        Assert.Equal(Example.Labels, loaded.Labels);
        Assert.Equal(Head.Name, loaded.Head);
        FeatureTable[] tables = [.. Example.Draw(20, seed: 9).Tables];
        Assert.Equal(fitted.Predict(tables).Values.ToArray(), loaded.Predict(tables).Values.ToArray());
    }

    [Fact]
    public void Write_ThenLoadedByMlNetAlone_ScoresTheSame()
    {
        FittedHead fitted = Fit(Example.Draw(90, missing: 0.1).Rows);
        string folder = Directory.CreateTempSubdirectory().FullName;
        ModelExport.Write(folder, [new(fitted, 1)], Example.Labels);
        Example test = Example.Draw(20, seed: 9, missing: 0.3);
        var context = new MLContext();

        IDataView scored = context.Model.Load(Path.Combine(folder, "model.zip"), out _).Transform(context.Data.LoadFromEnumerable(EncodedRow.From(test)));

        IEnumerable<float> loaded = scored.GetColumn<float[]>("Score").SelectMany(row => row);
        Assert.All(fitted.Predict(test.Tables).Values.ToArray().Zip(loaded), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Fit_ParametersOutsideTheSpace_AreAllRefusedByName()
    {
        string[] names = [.. Head.Space.Parameters.Take(1).Select(parameter => parameter.Name), "bananas"];
        var given = new ParameterSet(names.Select(name => KeyValuePair.Create(name, new ParameterValue(-1e9))));

        var refusal = Assert.Throws<InvalidInputException>(() => Head.Fit(Example.Draw(30).Rows, Example.Labels, given, Seed, default));

        Assert.Equal(names.Length, refusal.Faults.Count);
        Assert.All(names, name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_ClassAbsentFromTheRows_IsPredictedForNoRow()
    {
        FittedHead fitted = Fit(Example.Draw(120, classes: 2).Rows);

        Posteriors posteriors = fitted.Predict(Example.Draw(60, seed: 4).Tables);

        Assert.DoesNotContain(2, posteriors.PredictedIndices());
        Assert.All(Enumerable.Range(0, 60), row => Assert.Equal(1, posteriors[row].ToArray().Sum(), 1e-4));
    }

    [Fact]
    public void Fit_ConstantAndAlwaysMissingColumns_AreIgnored()
    {
        TrainingRows rows = Example.Draw(300, seed: 1).Rows;
        FeatureColumn constant = rows.Columns[2] with { Values = Enumerable.Repeat(3.25f, 300 * 7).ToArray() };
        FeatureColumn missing = rows.Columns[0] with { Values = Enumerable.Repeat(float.NaN, 300 * 12).ToArray() };

        FittedHead fitted = Fit(rows with { Columns = [missing, rows.Columns[1], constant] });

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(fitted), 0.45, 1);
    }

    [Fact]
    public void Fit_TwoRows_StillFits()
    {
        FittedHead fitted = Fit(Example.Draw(2, classes: 2).Rows);

        Assert.Equal(5, fitted.Predict(Example.Draw(5).Tables).Count);
    }

    [Fact]
    public void Fit_KnownSpeakers_Fits()
    {
        TrainingRows rows = Example.Draw(300, seed: 1).Rows;
        TrainingRows spoken = rows with { Speakers = [.. Enumerable.Range(0, 300).Select(row => FormattableString.Invariant($"speaker{row / 30}"))] };

        Assert.InRange(Example.Draw(300, seed: 2).AccuracyOf(Fit(spoken)), 0.65, 1);
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => Head.Fit(Example.Draw(60).Rows, Example.Labels, ParameterSet.Empty, Seed, source.Token));
    }

    private FittedHead Fit(TrainingRows rows) => Head.Fit(rows, Example.Labels, ParameterSet.Empty, Seed, CancellationToken.None);
}
