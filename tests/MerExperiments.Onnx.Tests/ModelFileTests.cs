namespace MerExperiments.Onnx.Tests;

/// <summary>Where a card's files may lie.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("models-").FullName;

    private string Root => Path.Combine(_folder, "root");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("../x.onnx")]
    [InlineData("below/../../x.onnx")]
    [InlineData("../root-of-another/x.onnx")]
    [InlineData("/etc/hostname")]
    public void Check_FileOutsideTheModelsRoot_IsRefusedByName(string file)
    {
        Save("x.onnx");
        Save("root-of-another/x.onnx");
        Fault fault = Assert.Single(new ModelFile(file).Check(Root, "the denoiser mine", [Input], [Output]));
        Assert.Equal($"is \"{file}\" in the card of the denoiser mine, outside the models root {Root}; it must lie below that (models.root)", fault.Problem);
    }

    [Theory]
    [InlineData("below/x.onnx")]
    [InlineData("elsewhere/../below/x.onnx")]
    [InlineData("..x/x.onnx")]
    public void Check_FileBelowTheModelsRoot_IsTaken(string file)
    {
        Save("root/below/x.onnx");
        Save("root/..x/x.onnx");
        Assert.Empty(new ModelFile(file).Check(Root, "the denoiser mine", [Input], [Output]));
    }

    [Fact]
    public void Check_AbsolutePathBelowTheModelsRoot_IsTaken()
    {
        Save("root/x.onnx");
        Assert.Empty(new ModelFile(Path.Combine(Root, "x.onnx")).CheckBytes(Root, "the denoiser mine"));
    }

    [Fact]
    public async Task Check_NamedPipe_IsRefusedRatherThanWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");
        string pipe = Path.Combine(Directory.CreateDirectory(Root).FullName, "x.onnx");
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        Task<IReadOnlyList<Fault>> faults = Task.Run(() => new ModelFile("x.onnx", new string('0', 64)).Check(Root, "me", [Input], [Output]), TestContext.Current.CancellationToken);
        Assert.Equal([new Fault(pipe, "is a named pipe; a file is expected here")], await faults.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Throws<InvalidInputException>(() => OnnxSession.Open(pipe));
        Assert.Throws<InvalidInputException>(() => OnnxSignature.Read(pipe));
        Assert.Throws<InvalidInputException>(() => OnnxModel.Load(pipe));
    }

    [Fact]
    public void Check_FileThatIsNoModel_IsRefused()
    {
        Save("root/x.onnx");
        File.WriteAllText(Path.Combine(Root, "x.onnx"), "hello, I am text");
        Assert.Contains("is not an ONNX model", Assert.Single(new ModelFile("x.onnx").Check(Root, "me", [Input], [Output])).Problem, StringComparison.Ordinal);
    }

    private static OnnxTensor Input => new("x", OnnxElement.Single, 2);

    private static OnnxTensor Output => new("y", OnnxElement.Single, 2);

    private void Save(string file)
    {
        var graph = new OnnxGraph("doubled");
        string x = graph.Input("x", OnnxElement.Single, "batch", 2);
        graph.Output("y", graph.Add(x, x), OnnxElement.Single, "batch", 2);
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        graph.ToModel().Save(path);
    }
}
