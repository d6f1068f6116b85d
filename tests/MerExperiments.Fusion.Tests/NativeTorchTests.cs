using MerExperiments.Torch;
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

    [Fact]
    public void Load_OnThisMachine_RefusesNothing() => Assert.Empty(InvalidInputException.FaultsOf(TorchLibrary.Load));

    [Fact]
    public void FaultOf_NoLibraryAnywhere_NamesThePackageToAdd()
    {
        Fault fault = TorchLibrary.FaultOf([Path.GetTempPath()]);

        Assert.Equal("libtorch", fault.Place);
        Assert.Matches("^is missing, .*; add the package libtorch-cpu-(linux-x64|win-x64|osx-arm64) 2\\.10\\.0 ", fault.Problem);
    }

    [Fact]
    public void FaultOf_FileThatIsNoLibrary_SaysWhyItDoesNotLoad()
    {
        string folder = Directory.CreateTempSubdirectory("mer-torch-").FullName;
        foreach (string name in new[] { "libtorch_cpu.so", "torch_cpu.dll", "libtorch_cpu.dylib" })
        {
            File.WriteAllText(Path.Combine(folder, name), "this is really text");
        }

        Fault fault = TorchLibrary.FaultOf([Path.GetTempPath(), folder]);
        Directory.Delete(folder, recursive: true);

        Assert.StartsWith("is there and does not load: ", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("torch_cpu", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_TypeInitialiserThatFoundNoLibrary_IsRefusedInOneSentence()
    {
        var failed = new TypeInitializationException("TorchSharp.torch", new NotSupportedException("a page\nof search paths"));

        var refusal = Assert.Throws<InvalidInputException>(() => TorchLibrary.Call(() => throw failed));

        Assert.StartsWith("libtorch: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Call_FailureOfAnotherKind_Passes() =>
        Assert.Throws<ArgumentException>(() => TorchLibrary.Call(() => throw new ArgumentException("a shape that does not fit")));
}
