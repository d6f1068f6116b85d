using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Loop;
using MerExperiments.Runs;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Pipeline.Tests.Stages;

/// <summary>What a run computes in a fold is what a program gets that joins the tables and fits the estimator to that fold's rows.</summary>
public sealed class OnePathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-one-path-").FullName;

    [Theory]
    [InlineData("attention")]
    [InlineData("lightgbm")]
    [InlineData("fast-tree")]
    public void Complete_ATrial_SaysWhatTheEstimatorSaysOfTheJoinedView(string head)
    {
        SplitFeatures data = SplitFeaturesBuilder.Create(speakers: true);
        TrialSpec spec = new()
        {
            Number = 0,
            Parameters = new ParameterSet([new("head", new ParameterValue(head)), new("features", new ParameterValue("tone"))]),
            Seed = 3,
            ProposedBy = "a test",
        };

        Posteriors run = Evaluator(data, head).Complete(spec, CancellationToken.None).OutOfFold;

        var rowOf = run.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int scoredRows = 0;
        foreach (int fold in Enumerable.Range(0, data.Folds.Count))
        {
            IDataView scored = Scored(data, head, new NamedSeed(spec.Seed).For("fold", fold), fold);
            foreach ((string name, float[] scores) in scored.GetColumn<string>("Name").Zip(scored.GetColumn<float[]>("Score")))
            {
                scoredRows++;
                Assert.Equal(run[rowOf[name]].ToArray(), scores, (own, theirs) => Math.Abs(own - theirs) < 1e-5);
            }
        }

        Assert.Equal(run.Count, scoredRows);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A fold's validation rows, scored by a pipeline that a program fits to the other folds, as the guide shows it.</summary>
    private static IDataView Scored(SplitFeatures data, string head, NamedSeed seed, int fold)
    {
        var ml = new MLContext(seed: 5);
        Corpus corpus = new("made-up", "/", data.Labels, data.Split.Labelled);
        IDataView joined = FeatureTables.Join(corpus, data.Labelled, UtterancePart.Labelled, data.Folds);
        var options = new HeadOptions { FeatureColumnNames = ["tone"], WeightColumnName = "Weight", SpeakerColumnName = "Speaker", Seed = seed };
        ITransformer model = ml.MulticlassClassification.Trainers.FusionHead(Heads.Find(head), options).Fit(Rows(ml, joined, key => key != fold + 1));
        return model.Transform(Rows(ml, joined, key => key == fold + 1));
    }

    private static IDataView Rows(MLContext ml, IDataView view, Func<uint, bool> keeps) =>
        ml.Data.FilterByCustomPredicate(view, (FoldRow row) => !keeps(row.Fold));

    private TrialEvaluator Evaluator(SplitFeatures data, string head)
    {
        ExperimentConfiguration configuration = FittedTextTests.Configuration with { Encoders = ["tone"], Sweep = new SweepSettings { Heads = [head] } };
        var context = new RunContext(
            new Toolkit(), configuration, 1, new HeadSearchSpace(new Toolkit(), configuration), new NamedSeed(1), null!, null!, TimeProvider.System);
        return new TrialEvaluator(context, data, [], new TrialStore(_folder));
    }

    private sealed class FoldRow
    {
        [KeyType(3)]
        public uint Fold { get; set; }
    }
}
