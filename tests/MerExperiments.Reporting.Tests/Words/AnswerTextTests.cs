using MerExperiments.Evaluation;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests.Words;

public sealed class AnswerTextTests
{
    [Fact]
    public void Of_Mined_SaysWhatItDidAndHowOften() => Assert.Equal(
        "The final ensemble reaches WAF 0.808 (95% interval 0.788 to 0.828) on 300 test utterances that chose nothing, +14.7 points against the best single encoder "
            + "on the test part (mel-statistics) (p < 0.001: better). With mining (and the best parameter sets fitted again) it moved by +1.3 points (p = 0.031: better); "
            + "of 2 mining iterations 1 was better than the one before on the test part.",
        AnswerText.Of(Metrics()));

    [Fact]
    public void Of_MinedButIterationZeroChosen_SaysSo()
    {
        RunMetrics metrics = Metrics();
        ConditionMetrics condition = metrics.Conditions[0];
        ConditionMetrics unchosen = condition with { Comparisons = [.. condition.Comparisons.Where(test => test.Kind != ComparisonKind.Unmined)] };
        Assert.Contains("Mining was not chosen: no iteration did better out of fold than iteration 0;", AnswerText.Of(metrics with { Conditions = [unchosen] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NothingMined_SaysSo() => Assert.EndsWith("Nothing was mined.", AnswerText.Of(Metrics(mined: 0)), StringComparison.Ordinal);

    [Fact]
    public void Of_EncoderLeftOut_NamesItAndTheFirstCondition()
    {
        RunMetrics metrics = Metrics();
        PairedComparison against = metrics.Conditions[0].Comparisons[0] with
        {
            Kind = ComparisonKind.FirstCondition,
            A = new ComparedPredictions { Condition = "main" },
            B = new ComparedPredictions { Condition = "without-x" },
        };
        ConditionMetrics without = metrics.Conditions[0] with { Name = "without-x", Without = "x", Comparisons = [against] };
        string answer = AnswerText.Of(metrics with { Conditions = [metrics.Conditions[0], without] });
        Assert.StartsWith("[main] With all encoders, the final ensemble reaches", answer, StringComparison.Ordinal);
        Assert.Contains("[without-x] Without x, the final ensemble reaches", answer, StringComparison.Ordinal);
        Assert.Contains("+14.7 points against condition main (p < 0.001: better)", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SoundCondition_SaysWhatTrainedAndWhatWasTested()
    {
        RunMetrics metrics = Metrics();
        var noisy = new TreatedSound { Noise = "babble", LowDb = 5, HighDb = 10, Denoiser = "gtcrn" };
        ConditionMetrics condition = metrics.Conditions[0] with { Name = "denoised", Sound = new ConditionSound(new TreatedSound(), noisy) };
        Assert.StartsWith(
            "[denoised] Trained on clean sound, tested on sound with babble at 5 to 10 dB, denoised by gtcrn, the final ensemble reaches",
            AnswerText.Of(metrics with { Conditions = [condition] }),
            StringComparison.Ordinal);
    }

    private static RunMetrics Metrics(int mined = 2)
    {
        using var builder = new RunBuilder { Mined = mined };
        return builder.Finished().ReadMetrics()!;
    }
}
