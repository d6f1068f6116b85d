using MerExperiments.AudioText.Tensors;
using MerExperiments.AudioText.Training;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class AdamWTests
{
    private static readonly NamedSeed Seed = new(7);

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.1, true)]
    [InlineData(0.1, false)]
    public void Step_OfMatrices_IsTheSameAsTorchs(double decay, bool fused)
    {
        using var scope = NewDisposeScope();
        var own = new Dictionary<string, Tensor> { ["a"] = Draw("a", 5, 7), ["b"] = Draw("b", 300, 200) };
        Parameter[] reference = [.. own.Values.Select(value => new Parameter(value.clone()))];
        using var flat = new FlatWeights(own);
        using var adam = new AdamW(flat, decay, fused);
        var torchs = optim.AdamW(reference, 0.01, 0.9, 0.999, 1e-8, decay);
        for (int step = 0; step < 20; step++)
        {
            own.Values.Concat(reference).ToList().ForEach(weight => weight.pow(4).sum().mul(1.0 / (step + 1)).backward());
            adam.Step(0.01);
            torchs.step();
            torchs.zero_grad();
        }

        Assert.All(own.Values.Zip(reference), pair => Assert.True((pair.First - pair.Second).abs().max().item<float>() < 1e-6));
    }

    [Fact]
    public void Step_OfAVectorWithoutGradient_DoesNotDecayIt()
    {
        using var scope = NewDisposeScope();
        Tensor vector = ones(3), matrix = ones(3, 3);
        using var flat = new FlatWeights(new Dictionary<string, Tensor> { ["vector"] = vector, ["matrix"] = matrix });
        using var adam = new AdamW(flat, 0.5);
        adam.Step(0.1);
        Assert.Equal(1, vector.mean().item<float>());
        Assert.Equal(0.95f, matrix.mean().item<float>(), 6);
    }

    [Fact]
    public void Step_AfterItsStateWasCopied_GoesOnBitForBit()
    {
        using var scope = NewDisposeScope();
        (FlatWeights flat, AdamW adam) = Stepped(5);
        (FlatWeights other, AdamW resumed) = Stepped(0);
        other.Values.copy_(flat.Values);
        resumed.Mean.copy_(adam.Mean);
        resumed.Square.copy_(adam.Square);
        resumed.Steps = adam.Steps;
        Advance(flat, adam);
        Advance(other, resumed);
        Assert.Equal(flat.Values.data<float>().ToArray(), other.Values.data<float>().ToArray());
    }

    [Fact]
    public void Clip_OfGradientsBeyondTheNorm_ScalesThem()
    {
        using var scope = NewDisposeScope();
        var weights = new Dictionary<string, Tensor> { ["a"] = zeros(1), ["b"] = zeros(1) };
        using var flat = new FlatWeights(weights);
        weights["a"].mul(3).sum().backward();
        weights["b"].mul(4).sum().backward();
        Assert.Equal(5, flat.Clip(1), 6);
        Assert.Equal(0.6f, weights["a"].grad!.item<float>(), 6);
        Assert.Equal(1, flat.Clip(2), 6);
        Assert.Equal(0.8f, weights["b"].grad!.item<float>(), 6);
    }

    [Fact]
    public void Clip_OfGradientsThatAreNoNumbers_SaysSo()
    {
        using var scope = NewDisposeScope();
        var weights = new Dictionary<string, Tensor> { ["a"] = zeros(1) };
        using var flat = new FlatWeights(weights);
        weights["a"].mul(double.NaN).sum().backward();
        Assert.False(double.IsFinite(flat.Clip(1)));
    }

    private static Tensor Draw(string name, params long[] shape) => TorchData.Normal(Seed.For(name), 1, CPU, ScalarType.Float32, shape);

    private static (FlatWeights Flat, AdamW Adam) Stepped(int steps)
    {
        var flat = new FlatWeights(new Dictionary<string, Tensor> { ["a"] = Draw("a", 40, 30), ["b"] = Draw("b", 11) });
        var adam = new AdamW(flat, 0.01);
        for (int step = 0; step < steps; step++)
        {
            Advance(flat, adam);
        }

        return (flat, adam);
    }

    private static void Advance(FlatWeights flat, AdamW adam)
    {
        flat.Gradients.copy_(flat.Values.pow(3));
        adam.Step(0.01);
    }
}
