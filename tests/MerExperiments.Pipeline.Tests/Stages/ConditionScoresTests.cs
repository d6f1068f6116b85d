using MerExperiments.Corpora;
using MerExperiments.Evaluation;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Scores;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Tests.Stages;

public sealed class ConditionScoresTests
{
    private static readonly SplitFeatures Data = SplitFeaturesBuilder.Create(speakers: true);

    [Fact]
    public void Score_MinedCondition_ComparesByKindAndTypedNames()
    {
        ConditionMetrics scores = Scores("pool-40", chosen: 1).Score(against: Scores("main", chosen: 0));

        Assert.Equal(
            [ComparisonKind.BestSingle, ComparisonKind.PreviousIteration, ComparisonKind.Unmined, ComparisonKind.FirstCondition],
            scores.Comparisons.Select(test => test.Kind));
        Assert.Equal("tone", scores.Comparisons[0].A.Encoder);
        Assert.Equal((0, 1), (scores.Comparisons[1].A.Iteration, scores.Comparisons[1].B.Iteration));
        Assert.Equal(("main", "pool-40"), (scores.Comparisons[3].A.Condition, scores.Comparisons[3].B.Condition));
    }

    [Fact]
    public void Score_OfEachSet_SaysWhichHumanLabelsAndWhatWasDrawn()
    {
        ConditionMetrics scores = Scores("main", chosen: 0).Score();

        Assert.Equal((ScoredLabels.HumanLabelsOfTestPart, new ResampledUnits(10, "speakers")), (scores.Test.ScoredOn, scores.Test.Resampled));
        Assert.All(scores.Iterations, iteration => Assert.Equal(ScoredLabels.HumanLabelsOutOfFold, iteration.OutOfFold.ScoredOn));
        Assert.DoesNotContain(scores.Comparisons, test => test.Kind is ComparisonKind.Unmined or ComparisonKind.FirstCondition);
    }

    [Fact]
    public void WriteTestLabels_OfAFlow_HasEveryTestUtteranceWithItsLabelAndGroup()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("mer-labels-").FullName, "test-labels.csv");
        PredictionFile.WriteTestLabels(path, [Outcome(chosen: 0)]);
        CsvTable table = CsvTable.Read(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal(Data.TestNames, table.Rows.Select(row => row["name"]));
        Assert.Equal(Data.Split.Test.Select(u => (u.Label, u.Speaker)), table.Rows.Select(row => ((string?)row["label"], (string?)row["group"])));
    }

    private static ConditionScores Scores(string name, int chosen) => new(
        new Condition(name, 0, new SoundCondition("", default, default), [Data.Split]), [Outcome(chosen)], Metric.Waf, new NamedSeed(1));

    private static FlowOutcome Outcome(int chosen) => new(
        Data,
        [new SingleModality("tone", Modality.Audio, "maximum-entropy", 0.6, Posteriors(Data.TestNames, 2)), new SingleModality("words", Modality.Text, "maximum-entropy", 0.5, Posteriors(Data.TestNames, 1))],
        [.. new[] { 0, 1 }.Select(k => new IterationOutcome
        {
            Iteration = k,
            Weights = [KeyValuePair.Create("0000", 1.0)],
            OutOfFold = Posteriors(Data.LabelledNames, 3),
            OutOfFoldScore = k == chosen ? 0.9 : 0.8,
            Test = Posteriors(Data.TestNames, 3),
            Pool = Posteriors(Data.PoolNames, 3),
            PseudoLabels = [],
        })]);

    /// <summary>Posteriors that are right in all but every n-th row.</summary>
    private static Posteriors Posteriors(IReadOnlyList<string> names, int n) => new(
        names, SplitFeaturesBuilder.Labels, [.. names.SelectMany((_, row) => Enumerable.Range(0, 3).Select(c => c == (row + (row % n == 0 ? 1 : 0)) % 3 ? 0.8f : 0.1f))]);
}
