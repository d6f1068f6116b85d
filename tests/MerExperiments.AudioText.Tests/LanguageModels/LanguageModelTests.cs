using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.LanguageModels;

public sealed class LanguageModelTests
{
    public static TheoryData<string> Families => [.. ReferenceRun.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_OfAPublishedFamily_AgreeWithTheReference(string family)
    {
        using ReferenceRun reference = ReferenceRun.Open(family);
        Tensor hidden = reference.Model.Hidden(reference.Model.Embed(reference.Ids), reference.Mask);
        Tensor difference = (reference.Model.Logits(hidden).to(ScalarType.Float64) - reference.Logits).abs() * reference.Mask.unsqueeze(2);
        Assert.InRange(difference.max().ToDouble(), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Gradients_OfAPublishedFamily_AgreeWithTheReference(string family)
    {
        using ReferenceRun reference = ReferenceRun.Open(family);
        Tensor loss = LossOf(reference);
        loss.backward();
        Assert.Equal(reference.Loss, loss.ToDouble(), 1e-4);
        Assert.All(reference.Gradients, expected => AssertClose(expected, reference.Model.Weights[expected.Name].grad!));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Hidden_OfTheLastToken_AgreesWithTheReference(string family)
    {
        using ReferenceRun reference = ReferenceRun.Open(family);
        Tensor hidden = reference.Model.Hidden(reference.Model.Embed(reference.Ids), reference.Mask);
        Tensor last = stack([hidden[0, 10], hidden[1, 6], hidden[2, 10]]);
        Assert.InRange((last.to(ScalarType.Float64) - reference.LastHidden).abs().max().ToDouble(), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Hidden_PaddedOnEitherSideOrBesideLongerRows_StaysTheSame(string family)
    {
        using ReferenceRun reference = ReferenceRun.Open(family);
        Tensor ids = reference.Ids[0, ..6].unsqueeze(0), pad = zeros_like(ids)[.., ..3];
        Tensor alone = HiddenOf(reference, ids, 0, 0);
        Tensor left = HiddenOf(reference, cat([pad, ids], 1), 3, 0)[.., 3..], right = HiddenOf(reference, cat([ids, pad], 1), 0, 3)[.., ..6];
        Tensor beside = reference.Model.Hidden(
            reference.Model.Embed(cat([cat([ids, pad], 1), reference.Ids[.., ..9]])),
            cat([cat([ones_like(ids), pad], 1), ones_like(reference.Ids)[.., ..9]]).to(ScalarType.Bool))[..1, ..6];
        Assert.All([left, right, beside], padded => Assert.InRange((padded - alone).abs().max().ToDouble(), 0, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void HiddenRecomputed_GradientsOfAllWeights_AreThoseOfHidden(string family)
    {
        using ReferenceRun kept = ReferenceRun.Open(family), recomputed = ReferenceRun.Open(family);
        LossOf(kept).backward();
        Tensor embedded = Trainable(recomputed).Embed(recomputed.Ids);
        (Tensor hidden, RecomputedLayers layers) = recomputed.Model.HiddenRecomputed(embedded, recomputed.Mask, null);
        LossOf(recomputed, hidden).backward(retain_graph: true);
        layers.Backward();
        Assert.All(kept.Model.Weights, pair => Assert.InRange((pair.Value.grad! - recomputed.Model.Weights[pair.Key].grad!).abs().max().ToDouble(), 0, 1e-6));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Merged_Adapters_GiveWhatApplyingThemGives(string family)
    {
        using ReferenceRun reference = ReferenceRun.Open(family), plain = ReferenceRun.Open(family);
        reference.Model.Adapt(new LowRankOptions { Rank = 4, Targets = ["q_proj", "W_pack", "down_proj"] }, new NamedSeed(3));
        Randomise(reference.Model.Adapters.Select(pair => pair.Value));
        Tensor applied = HiddenOf(reference, reference.Ids, 0, 0), before = HiddenOf(plain, reference.Ids, 0, 0);
        foreach ((string name, Tensor weight) in reference.Model.Merged())
        {
            plain.Model.Weights[name].copy_(weight);
        }

        Assert.InRange((HiddenOf(plain, reference.Ids, 0, 0) - applied).abs().max().ToDouble(), 0, 1e-5);
        Assert.True((before - applied).abs().max().ToDouble() > 0.01);
    }

    [Fact]
    public void Adapt_TargetsThatTheFamilyLacks_AreRefusedWithThoseItHas()
    {
        using ReferenceRun reference = ReferenceRun.Open("baichuan");
        var e = Assert.Throws<InvalidInputException>(() => reference.Model.Adapt(new LowRankOptions { Targets = ["q_proj"] }, new NamedSeed(1)));
        Assert.Contains("W_pack", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slopes_OfSixHeads_AreThoseOfFourAndEverySecondOfEight() =>
        Assert.Equal([0.25f, 0.0625f, 0.015625f, 0.00390625f, 0.5f, 0.125f], TokenPositions.Slopes(6));

    private static void Randomise(IEnumerable<Tensor> tensors)
    {
        foreach ((int i, Tensor tensor) in tensors.Index())
        {
            tensor.copy_(TorchData.Normal(new NamedSeed((ulong)i), 0.1, CPU, ScalarType.Float32, tensor.shape));
        }
    }

    private static Tensor HiddenOf(ReferenceRun reference, Tensor ids, int left, int right)
    {
        Tensor mask = ones_like(ids).to(ScalarType.Bool);
        mask[.., ..left] = false;
        mask[.., (int)(ids.shape[1] - right)..] = false;
        return reference.Model.Hidden(reference.Model.Embed(ids), mask);
    }

    private static LanguageModel Trainable(ReferenceRun reference)
    {
        foreach (Tensor weight in reference.Model.Weights.Values)
        {
            weight.requires_grad_();
        }

        return reference.Model;
    }

    private static Tensor LossOf(ReferenceRun reference) =>
        LossOf(reference, Trainable(reference).Hidden(reference.Model.Embed(reference.Ids), reference.Mask));

    /// <summary>The next-token loss over all pairs of neighbouring tokens, as the reference has it.</summary>
    private static Tensor LossOf(ReferenceRun reference, Tensor hidden)
    {
        Tensor logits = reference.Model.Logits(hidden);
        Tensor pairs = reference.Mask[.., 1..].logical_and(reference.Mask[.., ..^1]);
        return nn.functional.cross_entropy(logits[.., ..^1][pairs], reference.Ids[.., 1..][pairs]);
    }

    private static void AssertClose((string Name, double Norm, double[] First) expected, Tensor gradient)
    {
        Assert.True(Math.Abs(gradient.norm().ToDouble() - expected.Norm) < 1e-4, $"{expected.Name}: norm {gradient.norm().ToDouble()}, not {expected.Norm}");
        double[] first = [.. gradient.flatten()[..6].to(ScalarType.Float64).data<double>()];
        Assert.All(first.Zip(expected.First), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }
}
