using MerExperiments.Fusion;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Loop;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Stages;

/// <summary>Texts are fitted to the human-labelled rows that a fold trains on, once, and to no others.</summary>
public sealed class FittedTextTests : IDisposable
{
    private const int Fold = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-texts-").FullName;

    [Theory]
    [InlineData("text-linear")]
    [InlineData("maximum-entropy")]
    public void Fit_OtherWordsInValidationPoolAndTest_GivesTheSameBytes(string head)
    {
        SplitFeatures one = SplitFeaturesBuilder.CreateTexts(), other = SplitFeaturesBuilder.CreateTexts(Fold);

        Assert.Equal(Fit(one, head, Fold).Model.ToBytes(), Fit(other, head, Fold).Model.ToBytes());
        Assert.NotEqual(Fit(one, head, Fold + 1).Model.ToBytes(), Fit(other, head, Fold + 1).Model.ToBytes());
    }

    [Fact]
    public void TrainingPart_WithMinedTexts_IsFittedToTheHumanOnes()
    {
        SplitFeatures data = SplitFeaturesBuilder.CreateTexts(otherFold: 0);

        FeatureColumn human = Column(data, []), mined = Column(data, [SplitFeaturesBuilder.PseudoLabel("pool-03", Fold)]);

        Assert.Equal(human.Values.Length + human.Dimension, mined.Values.Length);
        Assert.Same(human.Text, mined.Text);
        Assert.Equal(SplitFeaturesBuilder.CreateTexts(otherFold: 0).TrainingPart(Fold, ["text-tfidf"], [], 1).Columns[0].Text!.Terms, mined.Text!.Terms);
    }

    [Theory]
    [InlineData("text-linear")]
    [InlineData("lightgbm")]
    public void Evaluate_StoppedAfterAFold_ResumesToTheSameBytes(string head)
    {
        TrialSpec spec = SpecOf(head);
        Evaluator(SplitFeaturesBuilder.CreateTexts()).Evaluate(spec, CancellationToken.None);
        byte[][] whole = [.. Written().Select(File.ReadAllBytes)];
        foreach (string lost in Written().Where(path => !path.Contains("fold-0", StringComparison.Ordinal)))
        {
            CheckedFile.Delete(lost);
        }

        Evaluator(SplitFeaturesBuilder.CreateTexts()).Evaluate(spec, CancellationToken.None);

        Assert.Equal(whole, Written().Select(File.ReadAllBytes));
    }

    [Fact]
    public void ModelOf_GraphOfAnotherFold_IsRefused()
    {
        TrialEvaluator evaluator = Evaluator(SplitFeaturesBuilder.CreateTexts());
        TrialSpec spec = SpecOf("text-linear");
        evaluator.Evaluate(spec, CancellationToken.None);
        Assert.True(evaluator.ModelOf(spec, Fold, CancellationToken.None).ReadsTexts);
        string model = Written().Single(path => path.EndsWith($"fold-{Fold}.onnx", StringComparison.Ordinal));
        Fit(SplitFeaturesBuilder.CreateTexts(otherFold: 0), "text-linear", fold: 2).Save(model);

        var refusal = Assert.Throws<InvalidOperationException>(() => evaluator.ModelOf(spec, Fold, CancellationToken.None));

        Assert.Contains("no model is exported", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static ExperimentConfiguration Configuration { get; } = new()
    {
        Question = "q",
        Corpus = new KindSettings("manifest"),
        Encoders = ["text-tfidf"],
        Sweep = new SweepSettings { Heads = ["text-linear", "lightgbm"] },
    };

    private static TrialSpec SpecOf(string head) => new()
    {
        Number = 0,
        Parameters = new ParameterSet([new("head", new ParameterValue(head)), new("features", new ParameterValue("text-tfidf"))]),
        Seed = 3,
        ProposedBy = "a test",
    };

    private static FeatureColumn Column(SplitFeatures data, PseudoLabel[] mined) => data.TrainingPart(Fold, ["text-tfidf"], mined, 1).Columns[0];

    private static FittedHead Fit(SplitFeatures data, string head, int fold) => new Toolkit().Head(head).Fit(
        data.TrainingPart(fold, ["text-tfidf"], [], 1), data.Labels, ParameterSet.Empty, new NamedSeed(2), CancellationToken.None);

    private TrialEvaluator Evaluator(SplitFeatures data)
    {
        var context = new RunContext(
            new Toolkit(), Configuration, 1, new HeadSearchSpace(new Toolkit(), Configuration), new NamedSeed(1), null!, null!, TimeProvider.System);
        return new TrialEvaluator(context, data, [], new TrialStore(_folder));
    }

    private string[] Written() =>
        [.. Directory.EnumerateFiles(_folder, "fold-*", SearchOption.AllDirectories).Where(path => path.EndsWith(".onnx", StringComparison.Ordinal) || path.EndsWith(".npy", StringComparison.Ordinal)).Order()];
}
