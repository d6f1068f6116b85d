using System.Reflection;
using MerExperiments.Evaluation;
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
        Assert.Equal((600, 3000, 600, 2024), (a.Corpus.Labelled, a.Corpus.Pool, a.Corpus.Test, a.Corpus.Seed));
        Assert.Equal(LabelSet.Mer2024.Names, a.Corpus.Labels!);
        Assert.Equal(("tpe", 24, FeatureChoice.Subset, null), (a.Sweep.Tuner, a.Sweep.Trials, a.Sweep.Features, a.Sweep.BudgetMinutes));
        Assert.Equal(new EnsembleSection { Method = "greedy", Size = 8, SweepWeights = false, Trials = 60 }, a.Ensemble);
        Assert.Equal((3, 5, true, 0.8), (a.Mining.Iterations, a.Mining.Voters, a.Mining.ClassBalance, a.Mining.MinimumAgreement));
        Assert.Equal((0.7, 0.5, null), (a.Mining.MinimumConfidence, a.Mining.MaximumShare, a.Mining.Trials));
        Assert.Equal(new EvaluationSection { Kind = EvaluationKind.TestPart, OuterFolds = 5, PoolFractions = [0] }, a.Evaluation);
    }

    [Fact]
    public void EveryNumber_DeclaresItsRange()
    {
        PropertyInfo[] properties = [.. Sections().SelectMany(section => section.GetProperties())];

        Assert.All(properties.Where(IsNumber), property => Assert.NotNull(property.GetCustomAttribute<BetweenAttribute>()));
    }

    private static IEnumerable<Type> Sections() =>
        typeof(ExperimentConfiguration).Assembly.GetTypes().Where(type => type.Name.EndsWith("Section", StringComparison.Ordinal))
            .Append(typeof(ExperimentConfiguration));

    private static bool IsNumber(PropertyInfo property) =>
        new[] { typeof(int), typeof(int?), typeof(double), typeof(double?), typeof(ValueList<double>) }.Contains(property.PropertyType);
}
