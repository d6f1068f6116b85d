using MerExperiments.AudioText.Training;
using MerExperiments.Evaluation;
using TorchSharp;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class JointTrainerTests
{
    private static readonly JointRows Rows = ToneAndWords.Rows(48);

    /// <summary>With everything random that training has.</summary>
    private static readonly AudioTextOptions Random = ToneAndWords.Options with { Dropout = 0.1, AudioAlone = 0.1, TextAlone = 0.1 };

    [Fact]
    public void Fit_OfAnInteractionOfToneAndWords_LearnsEveryRow()
    {
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, ToneAndWords.Options with { Epochs = 25 });
        Assert.Equal(Rows.Labels, ToneAndWords.Predicted(fitted.Encode(Rows)));
    }

    [Fact]
    public void Fit_OfEqualSeeds_GivesEqualBytesInParallelToo()
    {
        byte[][] fits = [Bytes(), .. Enumerable.Range(0, 2).AsParallel().WithDegreeOfParallelism(2).Select(_ => Bytes())];
        Assert.Equal(fits[0], fits[1]);
        Assert.Equal(fits[0], fits[2]);
        Assert.NotEqual(fits[0], Bytes(new NamedSeed(7)));

        static byte[] Bytes(NamedSeed? seed = null)
        {
            using FittedJointModel fitted = ToneAndWords.Fit(Rows, Random, seed: seed);
            return FittedBytes.Of(fitted);
        }
    }

    [Fact]
    public void Fit_ManySteps_HoldsNoMoreTensorsThanAtFirst()
    {
        var live = new List<long>();
        var run = new TrainingRun { Progress = progress => live.AddRange(progress.Step is null ? [] : [DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount]) };
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, Random with { Epochs = 12 }, run);
        Assert.True(live.Count >= 60);
        Assert.Equal(live[9], live[59]);
    }

    [Fact]
    public void Fit_WithLayersComputedAgain_TakesTheSameSteps()
    {
        double[] kept = Losses(ToneAndWords.Options), again = Losses(ToneAndWords.Options with { Recompute = true });
        Assert.All(kept.Zip(again), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Fit_WithHalfTheBatchAndTwiceTheAccumulation_TakesTheSameSteps()
    {
        double[] whole = Losses(ToneAndWords.Options), halved = Losses(ToneAndWords.Options with { Batch = 4, Accumulation = 2 });
        Assert.Equal(whole[0], halved[0], 1e-5);
        Assert.Equal(whole[^1], halved[^1], 1e-3);
    }

    [Fact]
    public void Fit_InBFloat16_LearnsToo()
    {
        double[] losses = Losses(ToneAndWords.Options with { Precision = TrainingPrecision.Bfloat16, Epochs = 12 });
        Assert.True(losses[^5..].Average() < losses[0] / 2);
    }

    [Fact]
    public void Fit_WithAdapters_TrainsThemAlone()
    {
        AudioTextOptions model = ToneAndWords.Options with { LowRank = ToneAndWords.Adapters };
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, model);
        using FittedJointModel other = ToneAndWords.Fit(Rows, model with { Epochs = 1 });
        string[] changed = [.. fitted.Model.Weights.Zip(other.Model.Weights).Where(pair => !pair.First.Value.equal(pair.Second.Value).all().item<bool>()).Select(pair => pair.First.Key)];
        Assert.Contains(changed, name => name.StartsWith("adapter.", StringComparison.Ordinal));
        Assert.DoesNotContain(changed, name => name.StartsWith("language.", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_FromScratch_LearnsEveryRowAndLeavesTheHeadsMatrix()
    {
        AudioTextOptions model = ToneAndWords.Options;
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, model with { Epochs = 25 });
        using FittedJointModel other = ToneAndWords.Fit(Rows, model with { Epochs = 1 });
        string[] unchanged = [.. fitted.Model.Weights.Zip(other.Model.Weights).Where(pair => pair.First.Value.equal(pair.Second.Value).all().item<bool>()).Select(pair => pair.First.Key)];

        Assert.Equal(Rows.Labels, ToneAndWords.Predicted(fitted.Encode(Rows)));
        Assert.Contains("head.weight", unchanged);
        Assert.DoesNotContain("projector.weight", unchanged);
    }

    [Fact]
    public void Fit_OfRowsThatOverfit_KeepsTheBestEpochsWeightsAndStopsEarly()
    {
        JointRows noise = Rows with { Labels = [.. Rows.Labels.Select((_, row) => (int)(new NamedSeed(9).For("row", row).Value % 2))] };
        AudioTextOptions options = ToneAndWords.Options with { Epochs = 30, Patience = 3 };
        using FittedJointModel fitted = ToneAndWords.Fit(noise, options);
        JointRows validation = noise.Select(TrainingData.Of(noise, ToneAndWords.Labels, options.Balance, 0.2, ToneAndWords.Seed.For("validation")).Split.Validation);
        double waf = Metrics.Of(Metric.Waf, [.. validation.Labels], ToneAndWords.Predicted(fitted.Encode(validation, 8)), ToneAndWords.Labels.Count);
        Assert.Equal(fitted.Outcome.BestEpoch + 3, fitted.Outcome.Epochs);
        Assert.Equal(fitted.Outcome.ValidationWaf!.Value, waf, 1e-9);
        Assert.Equal(fitted.Outcome.ValidationLoss!.Value, LossOf(fitted.Encode(validation, 8), validation.Labels), 1e-5);
    }

    [Fact]
    public void Fit_OfTheWordLossAlone_StillTeachesTheClassHeadToRead()
    {
        AudioTextOptions options = ToneAndWords.Options with { Epochs = 25, ClassLoss = 0, WordLoss = 1, Pooling = HiddenPooling.LastToken };
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, options);
        Assert.Equal(Rows.Labels, ToneAndWords.Predicted(fitted.Encode(Rows)));
    }

    [Fact]
    public void Fit_OfManyFaults_NamesThemAll()
    {
        var refusal = Assert.Throws<InvalidInputException>(() =>
            ToneAndWords.Fit(Rows, ToneAndWords.Options with { Epochs = 0, Batch = 0, Downsampling = 0 }));
        Assert.Equal(["audioText.downsampling", "audioText.epochs", "audioText.batch"], refusal.Faults.Select(fault => fault.Place));
    }

    [Fact]
    public void Fit_OfRowsThatCannotBe_NamesThem()
    {
        JointRows wrong = Rows with { Labels = [5, .. Rows.Labels.Skip(1)], Weights = [1, float.NaN, .. Rows.Weights.Skip(2)] };
        Assert.Equal(["clip-0", "clip-1"], Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(wrong)).Faults.Select(fault => fault.Place));
    }

    [Fact]
    public void Fit_OfOneClass_IsRefused()
    {
        JointRows one = Rows with { Labels = [.. Rows.Labels.Select(_ => 1)] };
        Assert.Contains("two classes or more", Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(one)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfRowsLongerThanTheContext_IsRefused()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(Rows, ToneAndWords.Options with { LongestAudio = 128 }));
        Assert.Contains("the language model reads 64 places", refusal.Message, StringComparison.Ordinal);
    }

    private static double LossOf(JointEncoding encoding, IReadOnlyList<int> labels) =>
        -encoding.Posteriors.Chunk(encoding.Classes).Zip(labels, (row, label) => Math.Log(row[label])).Average();

    private static double[] Losses(AudioTextOptions options)
    {
        var losses = new List<double>();
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, options, new TrainingRun { Progress = progress => losses.AddRange(progress.Step is { } step ? [step.Loss] : []) });
        return [.. losses];
    }
}
