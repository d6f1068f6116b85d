using MerExperiments.Onnx;
using TorchSharp;

namespace MerExperiments.AudioText.Tests;

public sealed class TorchDeviceTests
{
    [Theory]
    [InlineData(true, ExecutionDevice.Cuda)]
    [InlineData(false, ExecutionDevice.Cpu)]
    public void Choose_Auto_TakesCudaWhereThereIsOne(bool hasCuda, ExecutionDevice expected)
    {
        TorchDevice chosen = TorchDevice.Choose(null, () => hasCuda);

        Assert.Equal(expected, chosen.Kind);
        Assert.StartsWith(hasCuda ? "cuda (auto" : "cpu (auto", chosen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_CudaWithoutOne_IsRefusedByName()
    {
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => TorchDevice.Choose(ExecutionDevice.Cuda, () => false));

        Assert.Equal("device", refusal.Faults[0].Place);
        Assert.Contains("-p:Torch=cuda", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Auto_AgreesWithLibtorch() =>
        Assert.Equal(torch.cuda.is_available(), TorchDevice.Choose(null).Kind == ExecutionDevice.Cuda);

    [Fact]
    public void Choose_Cpu_AsksForNoCuda() =>
        Assert.Equal(ExecutionDevice.Cpu, TorchDevice.Choose(ExecutionDevice.Cpu, () => throw new InvalidOperationException("asked")).Kind);
}
