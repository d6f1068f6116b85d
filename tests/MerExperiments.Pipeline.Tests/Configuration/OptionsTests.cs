using MerExperiments.Evaluation;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Media.Generated;
using MerExperiments.Mining;
using MerExperiments.Settings;
using static MerExperiments.Pipeline.Tests.Configuration.CatalogueBuilder;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class OptionsTests
{
    [Fact]
    public void Defaults_AreAsDocumented()
    {
        ExperimentConfiguration a = One().Resolve("a", []);

        Assert.Equal((2024, 5, Metric.Waf, DeviceChoice.Auto), (a.Seed, a.Folds, a.Metric, a.Device));
        Assert.Equal(new GeneratedCorpusOptions { Labelled = 600, Pool = 3000, Test = 600, Seed = 2024 }, a.Corpus.As<GeneratedCorpusOptions>());
        Assert.Equal(("tpe", 24, FeatureChoice.Subset, null, 4), (a.Sweep.Search.Tuner, a.Sweep.Search.Trials, a.Sweep.Features, a.Sweep.Search.BudgetMinutes, a.Sweep.Search.ProposalBatch));
        Assert.Equal(new EnsembleOptions { Method = "greedy", Size = 8, SweepWeights = false, Trials = 60, SortedStart = 1, Bags = 1, BagShare = 0.5 }, a.Ensemble);
        Assert.Equal(new MiningOptions { Iterations = 3, Voters = 5, MinimumNewLabels = 1, Trials = null }, a.Mining);
        Assert.Equal(new VotingOptions { ClassBalance = true, MinimumAgreement = 0.8, MinimumConfidence = 0.7, MaximumShare = 0.5 }, a.Mining.Voting);
        Assert.Equal(new EvaluationSettings { Kind = EvaluationKind.TestPart, OuterFolds = 5, PoolFractions = [0] }, a.Evaluation);
    }

    [Fact]
    public void EveryNumber_DeclaresItsRange() =>
        Assert.All(Keys(typeof(ExperimentConfiguration)).Where(key => key.ValueType == typeof(int) || key.ValueType == typeof(double)), key => Assert.NotNull(key.Rule<BetweenAttribute>()));

    private static IEnumerable<SettingKey> Keys(Type record) => SettingKey.Of(record).SelectMany(key =>
        key.Rule<ByKindAttribute>() is { } rule ? Known.Of(rule.Kind).Select(kind => Known.OptionsOf(rule.Kind, kind)).OfType<Type>().SelectMany(Keys)
        : key.IsSection ? Keys(key.Type)
        : [key]);
}
