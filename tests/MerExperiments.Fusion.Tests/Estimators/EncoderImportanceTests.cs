using MerExperiments.Evaluation;
using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using Microsoft.ML;

namespace MerExperiments.Fusion.Tests.Estimators;

/// <summary>The importance of encoders to a head that reads one that knows the class and one that knows nothing.</summary>
public sealed class EncoderImportanceTests
{
    private static readonly FeatureTable[] Tables = [JoinedCorpus.Noise, JoinedCorpus.Telling, JoinedCorpus.Unread];
    private static readonly Lazy<ITransformer> Model = new(Fit);

    [Fact]
    public void Of_EncodersOfAHead_IsHighestForTheOneThatKnows()
    {
        IReadOnlyList<EncoderImportance> importance = Of(new ImportanceOptions());

        Assert.Equal(["noise", "telling", "unread"], importance.Select(one => one.Encoder));
        foreach (Metric metric in Enum.GetValues<Metric>())
        {
            Assert.InRange(importance[1].Drops[metric].Mean, 0.25, 0.75);
            Assert.InRange(importance[1].Drops[metric].Deviation, 0.001, 0.3);
            Assert.InRange(importance[0].Drops[metric].Mean, -0.1, 0.1);
        }
    }

    [Fact]
    public void Of_EncoderThatTheHeadDoesNotRead_IsExactlyZero() =>
        Assert.All(Of(new ImportanceOptions())[2].Drops.Values, drop => Assert.Equal(new ScoreDrop(0, 0), drop));

    [Fact]
    public void Of_SameSeed_GivesTheSameAndAnotherGivesOthers()
    {
        ScoreDrop first = Accuracy(7), again = Accuracy(7), other = Accuracy(8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static ScoreDrop Accuracy(ulong seed) => Of(new ImportanceOptions { Seed = new NamedSeed(seed), Repeats = 5 })[1].Drops[Metric.Accuracy];
    }

    [Fact]
    public void Of_OneRepeatOrNoLabels_IsRefused()
    {
        Assert.StartsWith("repeats: is 1", Assert.Throws<InvalidInputException>(() => Of(new ImportanceOptions { Repeats = 1 })).Message, StringComparison.Ordinal);
        var refusal = Assert.Throws<InvalidInputException>(() => EncoderImportance.Of(Model.Value, JoinedCorpus.Corpus, Tables, UtterancePart.Pool));
        Assert.Contains("has 0 utterances", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ModelWithoutPredictedLabel_IsRefused()
    {
        IDataView view = FeatureTables.Join(JoinedCorpus.Corpus, Tables, UtterancePart.Labelled);
        ITransformer model = new MLContext(seed: 1).Transforms.CopyColumns("Copy", "telling").Fit(view);

        var refusal = Assert.Throws<InvalidInputException>(() => EncoderImportance.Of(model, JoinedCorpus.Corpus, Tables, UtterancePart.Test));

        Assert.StartsWith("model: gives no \"PredictedLabel\"", refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<EncoderImportance> Of(ImportanceOptions options) =>
        EncoderImportance.Of(Model.Value, JoinedCorpus.Corpus, Tables, UtterancePart.Test, options);

    private static ITransformer Fit() => new MLContext(seed: 1).MulticlassClassification.Trainers
        .MaximumEntropyFusion(new HeadOptions { FeatureColumnNames = ["telling", "noise"] })
        .Fit(FeatureTables.Join(JoinedCorpus.Corpus, Tables, UtterancePart.Labelled));
}
