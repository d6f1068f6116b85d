using TorchSharp;

namespace MerExperiments.Fusion.Tests;

public sealed class NativeTorchTests
{
    [Fact]
    public void Matmul_OnThisMachine_LoadsTheNativeLibrary()
    {
        using torch.Tensor product = torch.ones(2, 3).matmul(torch.ones(3, 2));

        Assert.Equal(12, product.sum().item<float>());
    }
}
