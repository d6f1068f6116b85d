using MerExperiments.AudioText;
using MerExperiments.Corpora;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Tests.Stages;

public sealed class SplitPlanTests
{
    private static readonly LabelSet Labels = new(["low", "high"]);

    [Fact]
    public void Create_OuterFolds_TestEachUtteranceOnceAndNoSpeakerOnBothSides()
    {
        Condition condition = Assert.Single(SplitPlan.Create(Corpus(), Configuration(EvaluationKind.OuterFolds, 0), new NamedSeed(1)));

        Assert.Equal(40, condition.Splits.SelectMany(split => split.Test).Select(u => u.Name).Distinct().Count());
        Assert.All(condition.Splits, split => Assert.Empty(Speakers(split.Test).Intersect(Speakers(split.Labelled))));
    }

    [Fact]
    public void Create_PoolFraction_TakesTheLabelsAwayAndKeepsThemApart()
    {
        IReadOnlyList<Condition> conditions = SplitPlan.Create(Corpus(), Configuration(EvaluationKind.OuterFolds, 0, 0.4), new NamedSeed(1));

        Assert.Equal(["main", "pool-40"], conditions.Select(condition => condition.Name));
        Assert.All(conditions[1].Splits, split => Assert.Equal(0.4, split.Pool.Count / (double)(split.Pool.Count + split.Labelled.Count), 0.05));
        Assert.All(conditions[1].Splits.SelectMany(split => split.Pool), u => Assert.Null(u.Label));
        Assert.All(conditions[1].Splits, split => Assert.Equal(split.Pool.Select(u => u.Name).Order(), split.PoolTruth.Keys.Order()));
    }

    [Fact]
    public void Create_Conditions_AreConditionsOfTheSameSplitsInTheirOrder()
    {
        ExperimentConfiguration configuration = Configuration(EvaluationKind.OuterFolds, 0);
        ExperimentConfiguration compared = configuration with { Evaluation = configuration.Evaluation with { Conditions = ["noisy", "denoised"] } };

        IReadOnlyList<Condition> conditions = SplitPlan.Create(Corpus(), compared, new NamedSeed(1));

        Assert.Equal(["noisy", "denoised"], conditions.Select(condition => condition.Name));
        Assert.Equal(conditions[0].Splits.SelectMany(split => split.Test), conditions[1].Splits.SelectMany(split => split.Test));
        Assert.Equal((SoundCondition.Noisy, SoundCondition.Denoised), (conditions[0].Sound, conditions[1].Sound));
    }

    [Fact]
    public void Create_Without_AddsAnConditionPerEncoderOnTheSameSplits()
    {
        IReadOnlyList<Condition> conditions = SplitPlan.Create(Corpus(), Without("audio-text"), new NamedSeed(1));

        Assert.Equal(["main", "without-audio-text"], conditions.Select(condition => condition.Name));
        Assert.Equal(["tone"], conditions[1].EncodersOf(Without("audio-text")));
        Assert.Equal(["tone", "audio-text"], conditions[0].EncodersOf(Without("audio-text")));
        Assert.Same(conditions[0].Splits, conditions[1].Splits);
    }

    [Fact]
    public void Create_TestPartAskedOfACorpusWithout_SaysWhatToSet()
    {
        var refused = Assert.Throws<InvalidInputException>(() => SplitPlan.Create(Corpus(), Configuration(EvaluationKind.TestPart, 0), new NamedSeed(1)));

        Assert.Contains("evaluation.kind=outer-folds", refused.Message, StringComparison.Ordinal);
    }

    private static Corpus Corpus() => new("small", Path.GetTempPath(), Labels, Enumerable.Range(0, 40).Select(i => new Utterance
    {
        Name = $"u{i:00}",
        Part = UtterancePart.Labelled,
        Label = Labels[i % 2],
        Speaker = $"s{i / 4}",
    }));

    private static ExperimentConfiguration Configuration(EvaluationKind kind, params ReadOnlySpan<double> fractions) => new()
    {
        Question = "q",
        Folds = 2,
        Corpus = new KindSettings("manifest"),
        Encoders = ["tone"],
        Evaluation = new EvaluationSettings { Kind = kind, OuterFolds = 5, PoolFractions = [.. fractions] },
    };

    private static ExperimentConfiguration Without(params string[] encoders)
    {
        ExperimentConfiguration configuration = Configuration(EvaluationKind.OuterFolds, 0);
        return configuration with { AudioText = new AudioTextOptions { Model = "tiny" }, Evaluation = configuration.Evaluation with { Without = [.. encoders] } };
    }

    private static IEnumerable<string> Speakers(IEnumerable<Utterance> utterances) => utterances.Select(u => u.Speaker!).Distinct();
}
