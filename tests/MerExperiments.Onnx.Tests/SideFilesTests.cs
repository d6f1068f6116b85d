using Google.Protobuf;
using MerExperiments.Onnx.Format;
using MerExperiments.Storage;

namespace MerExperiments.Onnx.Tests;

/// <summary>A model whose weights lie in a file beside it.</summary>
public sealed class SideFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("side-").FullName;

    private string ModelPath => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_WeightsBesideTheModel_AreUsed()
    {
        Write("weights.bin");
        using var session = OnnxSession.Open(ModelPath);
        Assert.Equal([11f, 22f], OnnxSession.Run(session, [("x", OnnxSession.Tensor<float>(new float[] { 1, 2 }, 1, 2))], "y").Values);
    }

    [Fact]
    public void Read_Model_FindsTensorsAndSideFiles()
    {
        Write("weights.bin");
        OnnxSignature signature = OnnxSignature.Read(ModelPath);
        Assert.Equal(["weights.bin"], signature.SideFiles);
        Assert.Equal(("x", OnnxElement.Single), (signature.Inputs[0].Name, signature.Inputs[0].Element));
        Assert.Equal([-1, 2], signature.Inputs[0].Shape!);
        Assert.Equal("y", Assert.Single(signature.Outputs).Name);
    }

    [Fact]
    public void Check_SideFileOutsideTheFolder_IsRefused()
    {
        Write("../weights.bin");
        Assert.Equal("keeps weights in \"../weights.bin\", outside its folder; they must lie beside or below the model file", Assert.Single(Faults()).Problem);
        File.Delete(Path.Combine(_folder, "../weights.bin"));
    }

    [Fact]
    public void Check_SideFileMissing_NamesIt()
    {
        Write("weights.bin");
        File.Delete(Path.Combine(_folder, "weights.bin"));
        Assert.Equal(new Fault(Path.Combine(_folder, "weights.bin"), "does not exist; model.onnx keeps its weights there"), Assert.Single(Faults()));
    }

    [Fact]
    public void Check_HashesGiven_FindsTheChangedAndTheUnknown()
    {
        Write("weights.bin");
        string[] problems = [.. Faults(new() { ["weights.bin"] = new string('0', 64), ["weight.bin"] = new string('0', 64) }).Select(fault => fault.Problem)];
        Assert.Equal("keeps no weights in \"weight.bin\", which the card gives a SHA-256 for; did you mean \"weights.bin\"?", problems[0]);
        Assert.StartsWith("has the SHA-256 ", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Sha256_SideFileChanged_Changes()
    {
        Write("weights.bin");
        string before = SideFiles.Sha256(ModelPath, OnnxSignature.Read(ModelPath));
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), new byte[9]);
        Assert.NotEqual(before, SideFiles.Sha256(ModelPath, OnnxSignature.Read(ModelPath)));
    }

    [Fact]
    public void HashIn_SideFileChanged_Changes()
    {
        Write("weights.bin");
        var file = new ModelFile("model.onnx");
        string before = file.HashIn(_folder);
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), new byte[9]);
        Assert.NotEqual(before, file.HashIn(_folder));
    }

    [Fact]
    public void HashIn_FileThatIsNoModel_IsThatOfItsBytes()
    {
        File.WriteAllText(ModelPath, "a\nb\n");
        Assert.Equal(ContentHash.OfFileOnce(ModelPath), new ModelFile("model.onnx").HashIn(_folder));
    }

    [Fact]
    public void Check_ModelFileWhoseSideFileIsMissing_IsRefused()
    {
        Write("weights.bin");
        File.Delete(Path.Combine(_folder, "weights.bin"));
        Fault fault = Assert.Single(new ModelFile("model.onnx").Check(_folder, "the denoiser mine", [X], [Y]));
        Assert.Equal(new Fault(Path.Combine(_folder, "weights.bin"), "does not exist; model.onnx keeps its weights there"), fault);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Read_GraphsInGraphs_AreRefusedBeyondTheDeepestAllowed(int depth, bool isAllowed)
    {
        File.WriteAllBytes(ModelPath, Nested(depth));
        Exception? refusal = Record.Exception(() => OnnxSignature.Read(ModelPath));
        Assert.Equal(isAllowed, refusal is null);
        Assert.True(isAllowed || refusal!.Message.Contains("nests graphs more than 64 deep", StringComparison.Ordinal), refusal?.Message);
    }

    [Theory]
    [InlineData("hello, I am text")]
    [InlineData("")]
    public void Read_NoModel_IsRefused(string content)
    {
        File.WriteAllText(ModelPath, content);
        Assert.Contains("is not an ONNX model", Assert.Throws<InvalidInputException>(() => OnnxSignature.Read(ModelPath)).Message, StringComparison.Ordinal);
    }

    /// <summary>y = x + [10, 20], the constant in a side file.</summary>
    private void Write(string location)
    {
        var graph = new OnnxGraph("side");
        graph.Output("y", graph.Add(graph.Input("x", OnnxElement.Single, "batch", 2), graph.Constant([10f, 20f], 2)), OnnxElement.Single, "batch", 2);
        ModelProto model = graph.ToModel().Message;
        TensorProto weights = model.Graph.Initializer[0];
        File.WriteAllBytes(Path.Combine(_folder, location), weights.RawData.ToByteArray());
        weights.RawData = ByteString.Empty;
        weights.DataLocation = 1;
        weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        File.WriteAllBytes(ModelPath, model.ToByteArray());
    }

    /// <summary>A model of so many graphs, each the body of a node of the one before.</summary>
    private static byte[] Nested(int depth)
    {
        var graph = new GraphProto { Name = "innermost" };
        for (int i = 1; i < depth; i++)
        {
            var node = new NodeProto { OpType = "If" };
            node.Attribute.Add(new AttributeProto { Name = "then_branch", G = graph });
            graph = new GraphProto { Name = "outer" };
            graph.Node.Add(node);
        }

        return new ModelProto { Graph = graph }.ToByteArray();
    }

    private static OnnxTensor X => new("x", OnnxElement.Single, 2);

    private static OnnxTensor Y => new("y", OnnxElement.Single, 2);

    private Fault[] Faults(Dictionary<string, string>? hashes = null) => [.. SideFiles.Check(ModelPath, OnnxSignature.Read(ModelPath), hashes)];
}
