using MerExperiments.AudioText.LanguageModels;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.LanguageModels;

public sealed class TokenPositionsTests
{
    private static readonly LanguageModelConfiguration Model = LanguageModelPresets.Of("tiny", 100);

    [Fact]
    public void Of_PaddingBehindTheTokens_NeedsNoBias() =>
        Assert.Null(Of(true, true, false, false).Bias);

    [Theory]
    [InlineData(false, true, true, true)]
    [InlineData(true, false, true, true)]
    public void Of_PaddingBeforeAToken_HidesItByABias(bool first, bool second, bool third, bool fourth)
    {
        Tensor hidden = Of(first, second, third, fourth).Bias![0, 0, 3].isneginf();
        Assert.Equal([!first, !second, false, false], hidden.data<bool>().ToArray());
    }

    [Fact]
    public void Of_LinearBiases_AlwaysHasABias() =>
        Assert.NotNull(TokenPositions.Of(Mask(true, true), Model with { Positions = PositionKind.LinearBias }, ScalarType.Float32).Bias);

    [Fact]
    public void Rotate_AToken_TurnsEachPairOfAHeadByItsAngle()
    {
        Tensor ones = torch.ones(1, 3, Model.KeyValueHeads, Model.HeadSize);
        Tensor turned = Of(true, true, true).Rotate(ones)[0, 2, 1];
        float angle = 2 * TokenPositions.Frequencies(Model)[1];
        Assert.Equal(MathF.Cos(angle) - MathF.Sin(angle), turned[1].item<float>(), 1e-6f);
        Assert.Equal(MathF.Cos(angle) + MathF.Sin(angle), turned[(Model.HeadSize / 2) + 1].item<float>(), 1e-6f);
    }

    private static TokenPositions Of(params bool[] places) => TokenPositions.Of(Mask(places), Model, ScalarType.Float32);

    private static Tensor Mask(params bool[] places) => tensor(places).unsqueeze(0);
}
