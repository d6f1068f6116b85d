using MerExperiments.Mining;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Loop;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Tests.Stages;

/// <summary>Exchanges the labels of one fold's validation part: nothing that fold is scored on, or trains on, may change by it.</summary>
public sealed class LeakageTests : IDisposable
{
    private const int Fold = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-leakage-").FullName;

    [Theory]
    [InlineData("maximum-entropy")]
    [InlineData("linear-svm")]
    [InlineData("fast-forest")]
    [InlineData("lightgbm")]
    [InlineData("concat-mlp")]
    [InlineData("attention")]
    public void FoldFit_LabelsOfItsValidationPartExchanged_PredictsTheSame(string head)
    {
        TrialPosteriors honest = Trial(SplitFeaturesBuilder.Create(), head, 0).Posteriors;
        TrialPosteriors exchanged = Trial(SplitFeaturesBuilder.Create(Fold), head, 1).Posteriors;
        int[] rows = SplitFeaturesBuilder.Create().ValidationRows(Fold);

        Assert.Equal(honest.OutOfFold.Select(rows).Values.ToArray(), exchanged.OutOfFold.Select(rows).Values.ToArray());
        Assert.Equal(honest.PoolBy(Fold).Values.ToArray(), exchanged.PoolBy(Fold).Values.ToArray());
        Assert.NotEqual(honest.OutOfFold.Values.ToArray(), exchanged.OutOfFold.Values.ToArray());
    }

    [Fact]
    public void Vote_LabelsOfAFoldExchanged_ThatFoldIsGivenTheSameClasses()
    {
        PseudoLabel[] honest = Mine(SplitFeaturesBuilder.Create(), "honest"), exchanged = Mine(SplitFeaturesBuilder.Create(Fold), "exchanged");

        Assert.Contains(honest, label => label.Fold == Fold);
        Assert.Equal(Described(honest, Fold), Described(exchanged, Fold));
        Assert.NotEqual(Described(honest, 0), Described(exchanged, 0));
    }

    [Fact]
    public void Vote_PoolClipsOfSpeakersValidatedInAFold_AreNotMinedForIt()
    {
        SplitFeatures data = SplitFeaturesBuilder.Create(speakers: true);
        var speakerOf = data.Split.Pool.ToDictionary(u => u.Name, u => u.Speaker);

        PseudoLabel[] mined = Mine(data, "speakers");

        Assert.NotEmpty(mined);
        Assert.All(mined, label => Assert.DoesNotContain(
            speakerOf[label.Name], data.ValidationRows(label.Fold).Select(row => data.Split.Labelled[row].Speaker)));
    }

    [Fact]
    public void TrainingPart_OfAFold_HoldsNoRowOfItsValidationPart()
    {
        SplitFeatures data = SplitFeaturesBuilder.Create();

        Fusion.TrainingRows rows = data.TrainingPart(Fold, ["tone"], [SplitFeaturesBuilder.PseudoLabel("pool-03", Fold)], 0.5f);

        Assert.Equal(60 - data.ValidationRows(Fold).Length + 1, rows.Count);
        Assert.Equal(0.5f, rows.Weights[^1]);
        Assert.True(rows.PseudoLabelled![^1]);
        Assert.All(rows.PseudoLabelled.SkipLast(1), Assert.False);
        Assert.All(rows.Weights.SkipLast(1), weight => Assert.Equal(1f, weight));
    }

    [Fact]
    public void TrainingPart_PseudoLabelOfAnotherFold_IsRefused() => Assert.Throws<ArgumentException>(
        () => SplitFeaturesBuilder.Create().TrainingPart(Fold, ["tone"], [SplitFeaturesBuilder.PseudoLabel("pool-03", Fold + 1)], 0.5f));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ExperimentConfiguration Configuration { get; } = new()
    {
        Question = "q",
        Corpus = new KindSettings("manifest"),
        Encoders = ["tone"],
        Sweep = new SweepSettings { Heads = [.. new Toolkit().Heads] },
        Mining = new MiningOptions
        {
            Voters = 2,
            Voting = new VotingOptions { MinimumConfidence = 0, MinimumAgreement = 0.5, MaximumShare = 10, ClassBalance = false },
        },
    };

    private static RunContext Context { get; } = new(new Toolkit(), Configuration, 1, new HeadSearchSpace(new Toolkit(), Configuration), new NamedSeed(1), null!, null!, TimeProvider.System);

    private FinishedTrial Trial(SplitFeatures data, string head, int number)
    {
        var parameters = new ParameterSet([new("head", new ParameterValue(head)), new("features", new ParameterValue("tone"))]);
        var spec = new TrialSpec { Number = number, Parameters = parameters, Seed = 3, ProposedBy = "a test" };
        var store = new TrialStore(Path.Combine(_folder, head));
        var evaluator = new TrialEvaluator(Context, data, [], store);
        TrialResult result = evaluator.Evaluate(spec, CancellationToken.None);
        return new FinishedTrial(spec, result.Score!.Value, store.FolderOf(spec), evaluator.Complete(spec, CancellationToken.None));
    }

    private PseudoLabel[] Mine(SplitFeatures data, string name)
    {
        int number = name == "honest" ? 0 : 10;
        FinishedTrial[] trials = [Trial(data, "maximum-entropy", number), Trial(data, "lightgbm", number + 1)];
        FinishedTrial[] named = [.. trials.Select((trial, i) => trial with { Spec = trial.Spec with { Number = i } })];
        return [.. new VotingStage(Context, data, Path.Combine(_folder, name)).Mine(1, named)];
    }

    private static string[] Described(IEnumerable<PseudoLabel> labels, int fold) =>
        [.. labels.Where(label => label.Fold == fold).Select(label => $"{label.Name} {string.Join(' ', label.Votes.Select(vote => vote.Label))}")];
}
