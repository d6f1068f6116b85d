using CsCheck;
using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class StepSamplerTests
{
    private static readonly AudioTextOptions Options = new() { Model = "tiny", Batch = 4, Accumulation = 2 };

    [Fact]
    public void Epoch_OfAnyRows_HasEachOnceInStepsOfTheirSize() => Gen.Select(Gen.Int[1, 300], Gen.Int[1, 9], Gen.Int[1, 3], Gen.Int[0, 5]).Sample(drawn =>
    {
        (int rows, int batch, int accumulated, int epoch) = drawn;
        StepSampler sampler = Sampler(rows, Options with { Batch = batch, Accumulation = accumulated });
        IReadOnlyList<StepRows> steps = sampler.Epoch(epoch);
        Assert.Equal(Enumerable.Range(0, rows), steps.SelectMany(step => step.Rows).Order());
        Assert.Equal(sampler.Steps, steps.Count);
        Assert.All(steps, step => Assert.InRange(step.Batches.Count, 1, accumulated));
        Assert.All(steps.SelectMany(step => step.Batches), rowsOfBatch => Assert.InRange(rowsOfBatch.Length, 1, batch));
    });

    [Fact]
    public void Epoch_OfOneSeed_IsTheSameEachTimeAndAnotherEachEpoch()
    {
        Assert.Equal(Rows(Sampler(100, Options), 3), Rows(Sampler(100, Options), 3));
        Assert.NotEqual(Rows(Sampler(100, Options), 3), Rows(Sampler(100, Options), 4));
        Assert.NotEqual(Rows(Sampler(100, Options), 3), Rows(Sampler(100, Options, seed: 12), 3));
    }

    [Fact]
    public void Epoch_WithHalfTheBatchAndTwiceTheAccumulation_HasTheSameSteps()
    {
        AudioTextOptions halved = Options with { Batch = 2, Accumulation = 4 };
        Assert.Equal(Rows(Sampler(90, Options), 1), Rows(Sampler(90, halved), 1));
    }

    [Fact]
    public void Epoch_OfMixedLengths_PutsSimilarOnesTogether()
    {
        IEnumerable<int> spreads = Sampler(500, Options).Epoch(0).Select(step => step.Rows.Max(LengthOf) - step.Rows.Min(LengthOf));
        Assert.True(spreads.Average() < 10, "lengths lie in 0..96; of 128 sorted rows 8 neighbours differ by 6 on average");
    }

    [Fact]
    public void Epoch_BalancedBySampling_HasAsManyRowsOfEachClass()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(row => row < 80 ? 0 : row < 99 ? 1 : 2)];
        var sampler = new StepSampler(new int[100], labels, Options with { Balance = ClassBalance.Sampling }, new NamedSeed(11));
        int[] rows = [.. sampler.Epoch(0).SelectMany(step => step.Rows)];
        Assert.Equal([34, 34, 34], rows.CountBy(row => labels[row]).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(34, rows.Where(row => labels[row] == 0).Distinct().Count());
        Assert.InRange(rows.Where(row => labels[row] == 1).CountBy(row => row).Max(pair => pair.Value), 2, 2);
        Assert.Equal(sampler.Steps, sampler.Epoch(0).Count);
    }

    private static int LengthOf(int row) => row * 37 % 97;

    private static StepSampler Sampler(int rows, AudioTextOptions options, ulong seed = 11) =>
        new([.. Enumerable.Range(0, rows).Select(LengthOf)], [.. Enumerable.Range(0, rows).Select(row => row % 3)], options, new NamedSeed(seed));

    private static int[] Rows(StepSampler sampler, int epoch) => [.. sampler.Epoch(epoch).SelectMany(step => step.Rows)];
}
