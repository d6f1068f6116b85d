using MerExperiments.Corpora;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Pipeline.Preparation;
using MerExperiments.Pipeline.Stages;

namespace MerExperiments.Pipeline.Tests.Stages;

public sealed class SplitPlanTests
{
    private static readonly LabelSet Labels = new(["low", "high"]);

    [Fact]
    public void Create_OuterFolds_TestEachUtteranceOnceAndNoSpeakerOnBothSides()
    {
        Arm arm = Assert.Single(SplitPlan.Create(Corpus(), Configuration(EvaluationKind.OuterFolds, 0), new NamedSeed(1)));

        Assert.Equal(40, arm.Splits.SelectMany(split => split.Test).Select(u => u.Name).Distinct().Count());
        Assert.All(arm.Splits, split => Assert.Empty(Speakers(split.Test).Intersect(Speakers(split.Labelled))));
    }

    [Fact]
    public void Create_PoolFraction_TakesTheLabelsAwayAndKeepsThemApart()
    {
        IReadOnlyList<Arm> arms = SplitPlan.Create(Corpus(), Configuration(EvaluationKind.OuterFolds, 0, 0.4), new NamedSeed(1));

        Assert.Equal(["main", "pool-40"], arms.Select(arm => arm.Name));
        Assert.All(arms[1].Splits, split => Assert.Equal(0.4, split.Pool.Count / (double)(split.Pool.Count + split.Labelled.Count), 0.05));
        Assert.All(arms[1].Splits.SelectMany(split => split.Pool), u => Assert.Null(u.Label));
        Assert.All(arms[1].Splits, split => Assert.Equal(split.Pool.Select(u => u.Name).Order(), split.PoolTruth.Keys.Order()));
    }

    [Fact]
    public void Create_Conditions_AreArmsOfTheSameSplitsInTheirOrder()
    {
        ExperimentConfiguration configuration = Configuration(EvaluationKind.OuterFolds, 0);
        ExperimentConfiguration conditions = configuration with { Evaluation = configuration.Evaluation with { Conditions = ["noisy", "denoised"] } };

        IReadOnlyList<Arm> arms = SplitPlan.Create(Corpus(), conditions, new NamedSeed(1));

        Assert.Equal(["noisy", "denoised"], arms.Select(arm => arm.Name));
        Assert.Equal(arms[0].Splits.SelectMany(split => split.Test), arms[1].Splits.SelectMany(split => split.Test));
        Assert.Equal((SoundCondition.Noisy, SoundCondition.Denoised), (arms[0].Condition, arms[1].Condition));
    }

    [Fact]
    public void Create_Without_AddsAnArmPerEncoderOnTheSameSplits()
    {
        IReadOnlyList<Arm> arms = SplitPlan.Create(Corpus(), Without("audio-text"), new NamedSeed(1));

        Assert.Equal(["main", "without-audio-text"], arms.Select(arm => arm.Name));
        Assert.Equal(["tone"], arms[1].EncodersOf(Without("audio-text")));
        Assert.Equal(["tone", "audio-text"], arms[0].EncodersOf(Without("audio-text")));
        Assert.Same(arms[0].Splits, arms[1].Splits);
    }

    [Fact]
    public void Create_WithoutAnEncoderThatIsNotThere_NamesTheNearest()
    {
        var refused = Assert.Throws<InvalidInputException>(() => SplitPlan.Create(Corpus(), Without("audio-txt"), new NamedSeed(1)));

        Assert.Equal(["evaluation.without: holds \"audio-txt\", which the experiment does not have; did you mean \"audio-text\"?"], refused.Faults.Select(f => f.ToString()));
    }

    [Fact]
    public void Create_WithoutAnEncoderTwice_IsRefused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => SplitPlan.Create(Corpus(), Without("audio-text", "audio-text"), new NamedSeed(1)));

        Assert.Equal(["evaluation.without: holds \"audio-text\" 2 times; each encoder must stand once"], refused.Faults.Select(f => f.ToString()));
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
        Corpus = new CorpusSection { Kind = CorpusKind.Manifest },
        Encoders = ["tone"],
        Evaluation = new EvaluationSection { Kind = kind, OuterFolds = 5, PoolFractions = [.. fractions] },
    };

    private static ExperimentConfiguration Without(params string[] encoders)
    {
        ExperimentConfiguration configuration = Configuration(EvaluationKind.OuterFolds, 0);
        return configuration with { AudioText = new AudioTextSection { Model = "tiny" }, Evaluation = configuration.Evaluation with { Without = [.. encoders] } };
    }

    private static IEnumerable<string> Speakers(IEnumerable<Utterance> utterances) => utterances.Select(u => u.Speaker!).Distinct();
}
