using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Estimators;

/// <summary>The platform's CrossValidate over joined tables: with "Fold" as the sampling key its folds are the plan's.</summary>
public sealed class JoinedCrossValidationTests
{
    private static readonly IReadOnlyList<Utterance> Labelled = JoinedCorpus.Corpus.Of(UtterancePart.Labelled);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 2024)]
    [InlineData(10, 3)]
    public void CrossValidate_FoldAsSamplingKey_GivesThePlansFolds(int folds, ulong seed)
    {
        FoldPlan plan = FoldPlan.Create(Labelled, JoinedCorpus.Corpus.Labels, folds, new NamedSeed(seed));
        var trained = new List<string[]>();

        string[][] tested = CrossValidate(plan, trained);

        Assert.Equal(folds, tested.Length);
        foreach ((string[] test, string[] training) in tested.Zip(trained))
        {
            int fold = Assert.Single(test.Select(plan.FoldOf).Distinct());
            Assert.Equal(NamesOf(utterance => plan.FoldOf(utterance.Name) == fold), test.Order(StringComparer.Ordinal));
            Assert.Equal(NamesOf(utterance => plan.FoldOf(utterance.Name) != fold), training.Order(StringComparer.Ordinal));
            Assert.Empty(SpeakersOf(test).Intersect(SpeakersOf(training)));
        }

        Assert.Equal(folds, tested.Select(test => plan.FoldOf(test[0])).Distinct().Count());
    }

    private static string[][] CrossValidate(FoldPlan plan, List<string[]> trained)
    {
        var context = new MLContext(seed: 1);
        IDataView view = FeatureTables.Join(JoinedCorpus.Corpus, [JoinedCorpus.Telling, JoinedCorpus.Noise], UtterancePart.Labelled, plan);
        var head = context.MulticlassClassification.Trainers.MaximumEntropyFusion(new HeadOptions { FeatureColumnNames = ["telling", "noise"] });
        return
        [
            .. context.MulticlassClassification.CrossValidate(view, new Watched(head, trained), plan.Count, samplingKeyColumnName: "Fold")
                .Select(fold => NamesOf(fold.ScoredHoldOutSet)),
        ];
    }

    private static string[] NamesOf(IDataView view) => [.. view.GetColumn<string>("Name")];

    private static IEnumerable<string> NamesOf(Func<Utterance, bool> chosen) => Labelled.Where(chosen).Select(utterance => utterance.Name);

    private static IEnumerable<string?> SpeakersOf(string[] names) => Labelled.Where(utterance => names.Contains(utterance.Name)).Select(utterance => utterance.Speaker);

    /// <summary>A head that writes down what it is fitted to.</summary>
    private sealed class Watched(HeadEstimator head, List<string[]> trained) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            trained.Add(NamesOf(input));
            return head.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => head.GetOutputSchema(inputSchema);
    }
}
