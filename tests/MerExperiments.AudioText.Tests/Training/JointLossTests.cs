using MerExperiments.AudioText.Tensors;
using MerExperiments.AudioText.Training;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class JointLossTests
{
    [Fact]
    public void ClassLoss_OfHandWorkedRows_IsTheirWeightedSum()
    {
        using var scope = NewDisposeScope();
        Tensor scores = tensor(new float[] { 0, 0, MathF.Log(3), 0 }, 2, 2);
        Tensor loss = JointLoss.ClassLoss(scores, tensor(new long[] { 0, 1 }), tensor(new[] { 1f, 0.5f }));
        Assert.Equal(Math.Log(2) + (0.5 * Math.Log(4)), loss.item<float>(), 6);
    }

    [Fact]
    public void WordLoss_OfAnswersOfDifferentLength_CountsEachRowOnce()
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(new float[] { 0, 0, 0, 0, 0, MathF.Log(3) }, 3, 2);
        Tensor loss = JointLoss.WordLoss(logits, tensor(new long[] { 0, 1, 0 }), tensor(new long[] { 0, 0, 1 }), tensor(new[] { 1f, 2f }));
        Assert.Equal(Math.Log(2) + (2 * Math.Log(4)), loss.item<float>(), 6);
    }

    [Fact]
    public void ClassLoss_InTwoHalves_IsTheSumOfTheHalves()
    {
        using var scope = NewDisposeScope();
        Tensor scores = TorchData.Normal(new NamedSeed(2), 1, CPU, ScalarType.Float32, 6, 3), labels = tensor(new long[] { 0, 1, 2, 0, 1, 2 }), weights = ones(6);
        float whole = JointLoss.ClassLoss(scores, labels, weights).item<float>();
        float halves = JointLoss.ClassLoss(scores[..3], labels[..3], weights[..3]).item<float>() + JointLoss.ClassLoss(scores[3..], labels[3..], weights[3..]).item<float>();
        Assert.Equal(whole, halves, 5);
    }
}
