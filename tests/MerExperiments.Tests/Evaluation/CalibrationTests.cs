using CsCheck;
using MerExperiments.Evaluation;

namespace MerExperiments.Tests.Evaluation;

public sealed class CalibrationTests
{
    private static readonly LabelSet Labels = new(["a", "b", "c"]);

    [Fact]
    public void Fit_PosteriorsSharpenedByAKnownFactor_FindsTheFactor()
    {
        (Posteriors honest, int[] truth) = Honest(4000);
        Posteriors sharpened = new Calibration(1 / 2.5).Apply(honest);

        Assert.Equal(2.5, Calibration.Fit(sharpened, truth).Temperature, 0.15);
        Assert.True(Calibration.ExpectedError(sharpened, truth) > 0.1);
        Assert.True(Calibration.ExpectedError(Calibration.Fit(sharpened, truth).Apply(sharpened), truth) < 0.03);
    }

    [Fact]
    public void Fit_AlwaysRight_StopsAtTheLowerBound()
    {
        var posteriors = new Posteriors(["x", "y"], Labels, [0.6f, 0.2f, 0.2f, 0.1f, 0.8f, 0.1f]);

        Assert.Equal(0.05, Calibration.Fit(posteriors, [0, 1]).Temperature, 3);
    }

    [Fact]
    public void Fit_AlwaysWrong_StopsAtTheUpperBound()
    {
        var posteriors = new Posteriors(["x", "y"], Labels, [0.6f, 0.2f, 0.2f, 0.1f, 0.8f, 0.1f]);

        Assert.Equal(20, Calibration.Fit(posteriors, [1, 2]).Temperature, 2);
    }

    [Fact]
    public void Apply_HandWorkedRow_IsTheNormalisedPower()
    {
        Posteriors softened = new Calibration(2).Apply(new Posteriors(["x"], Labels, [0.64f, 0.36f, 0]));

        Assert.Equal(0.8 / 1.4, softened[0][0], 5);
        Assert.Equal(0.6 / 1.4, softened[0][1], 5);
    }

    [Fact]
    public void Apply_AnyTemperature_KeepsTheOrderAndSumsToOne() =>
        Gen.Select(Gen.Float[0.01f, 1], Gen.Float[0.01f, 1], Gen.Float[0.01f, 1], Gen.Double[0.05, 20]).Sample((a, b, c, t) =>
        {
            float sum = a + b + c;
            var posteriors = new Posteriors(["x"], Labels, [a / sum, b / sum, c / sum]);
            Posteriors calibrated = new Calibration(t).Apply(posteriors);
            Assert.Equal(1, calibrated[0].ToArray().Sum(), 4);
            return calibrated[0][posteriors.PredictedIndex(0)] == calibrated[0].ToArray().Max();
        });

    [Fact]
    public void ExpectedError_TwoBinsByHand_IsTheirWeightedGap()
    {
        var posteriors = new Posteriors(["w", "x", "y"], Labels, [0.9f, 0.1f, 0, 0.9f, 0.1f, 0, 0.2f, 0.5f, 0.3f]);

        Assert.Equal((Math.Abs(1.8 - 1) + Math.Abs(0.5 - 1)) / 3, Calibration.ExpectedError(posteriors, [0, 1, 1]), 6);
    }

    [Fact]
    public void Fit_NoRows_Throws()
    {
        Assert.Throws<ArgumentException>(() => Calibration.Fit(new Posteriors([], Labels, []), []));
    }

    private static (Posteriors Posteriors, int[] Truth) Honest(int count)
    {
        Random random = new NamedSeed(11).ToRandom();
        float[] values = new float[count * 3];
        int[] truth = new int[count];
        for (int i = 0; i < count; i++)
        {
            double[] odds = [Math.Exp(6 * random.NextDouble()), Math.Exp(6 * random.NextDouble()), 1];
            double draw = random.NextDouble() * odds.Sum();
            truth[i] = draw < odds[0] ? 0 : draw < odds[0] + odds[1] ? 1 : 2;
            Array.ConvertAll(odds, o => (float)(o / odds.Sum())).CopyTo(values, i * 3);
        }

        return (new Posteriors([.. truth.Select((_, i) => $"u{i}")], Labels, values), truth);
    }
}
