using MerExperiments.Onnx.Format;

namespace MerExperiments.Onnx.Tests;

/// <summary>A graph of an older operator set, as another program writes it, that becomes a part of ours.</summary>
public sealed class ForeignGraphTests
{
    [Theory]
    [InlineData("ReduceSum", new float[] { 3, 7 })]
    [InlineData("ReduceMax", new float[] { 2, 4 })]
    public void Append_ReductionWithAxesAsAttribute_Runs(string operation, float[] expected)
    {
        NodeProto reduce = Node(operation, "y", "x");
        reduce.Attribute.Add(new AttributeProto { Name = "axes", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1 } });

        Assert.Equal(expected, Score(Model(12, reduce)));
    }

    [Fact]
    public void Append_OperatorThatOnlyOneRuntimeKnows_BecomesAStandardOne()
    {
        NodeProto expand = Node("ExpandDims", "wide", "x", "place");
        expand.Domain = "com.microsoft";
        NodeProto squeeze = Node("Squeeze", "y", "wide");
        squeeze.Attribute.Add(new AttributeProto { Name = "axes", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1 } });
        ModelProto model = Model(12, expand, squeeze);
        model.Graph.Initializer.Add(new TensorProto { Name = "place", DataType = (int)OnnxElement.Int32, Int32Data = { 1 } });

        Assert.Equal([1, 2, 3, 4], Score(model));
        Assert.DoesNotContain(Append(model).Message.Graph.Node, node => node.Domain == "com.microsoft");
    }

    [Fact]
    public void Append_NodesAndInputsThatTheOutputDoesNotNeed_AreLeftOut()
    {
        ModelProto model = Model(12, Node("Neg", "y", "x"), Node("Neg", "label-out", "label"));
        model.Graph.Input.Add(new ValueInfoProto { Name = "label" });
        model.Graph.Initializer.Add(new TensorProto { Name = "unused", DataType = (int)OnnxElement.Single, FloatData = { 1 } });

        OnnxModel appended = Append(model);

        Assert.Equal([-1, -2, -3, -4], Score(model));
        Assert.Equal(2, appended.Message.Graph.Node.Count);
        Assert.Empty(appended.Message.Graph.Initializer);
    }

    [Fact]
    public void Append_SeveralInputsAndOutputs_AreFedAndGivenInTheirOrder()
    {
        ModelProto model = Model(12, Node("Add", "sum", "x", "z"), Node("Sub", "y", "x", "z"));
        model.Graph.Input.Add(new ValueInfoProto { Name = "z" });
        var graph = new OnnxGraph("ours");
        string rows = graph.Input("rows", OnnxElement.Single, "batch", 2);

        IReadOnlyList<string> outputs = graph.Append(
            Parsed(model), "theirs", new Dictionary<string, string> { ["x"] = rows, ["z"] = graph.Scalar(1) }, ["y", "sum"]);
        graph.Output("result", graph.Concat(1, outputs[0], outputs[1]), OnnxElement.Single, "batch", "width");

        Assert.Equal([0, 1, 2, 3, 2, 3, 4, 5], Score(graph.ToModel()));
    }

    [Fact]
    public void Append_WeightListedAmongTheInputs_IsNoInput()
    {
        ModelProto model = Model(12, Node("Add", "y", "x", "weight"));
        model.Graph.Input.Add(new ValueInfoProto { Name = "weight" });
        model.Graph.Initializer.Add(new TensorProto { Name = "weight", DataType = (int)OnnxElement.Single, FloatData = { 1 } });

        Assert.Equal([2, 3, 4, 5], Score(model));
    }

    [Fact]
    public void Append_GraphThatBranches_IsRefused()
    {
        NodeProto branch = Node("If", "y", "x");
        branch.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = new GraphProto() });

        var refusal = Assert.Throws<NotSupportedException>(() => Append(Model(12, branch)));
        Assert.Equal("the graph has the operator If, whose inner graph is not copied", refusal.Message);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Require_Condition_StopsWithTheRuleWhereItDoesNotHold(long most, bool holds)
    {
        var graph = new OnnxGraph("ours");
        string width = graph.Length(graph.Input("rows", OnnxElement.Single, "batch", "width"), 1);
        string kept = graph.Require(width, graph.Node("LessOrEqual", [width, graph.Integers(most)]), "rows have few values");
        graph.Output("result", graph.Add(graph.ToSingle(kept), graph.Constant([0f, 0f], 2, 1)), OnnxElement.Single, "batch", 1);

        Exception? error = Record.Exception(() => Assert.Equal([2, 2], Score(graph.ToModel())));

        Assert.Equal(holds, error is null);
        Assert.True(holds || error!.Message.Contains("rows have few values", StringComparison.Ordinal), error?.Message);
    }

    [Theory]
    [InlineData(10, "y", "the graph's operator set is 10; it must be 11 to 18")]
    [InlineData(19, "y", "the graph's operator set is 19; it must be 11 to 18")]
    [InlineData(12, "z", "the graph has no z")]
    [InlineData(12, "both", "the graph's both needs label besides x")]
    public void Append_GraphThatCannotBeUsed_SaysWhy(int version, string output, string reason)
    {
        ModelProto model = Model(version, Node("Neg", "y", "x"), Node("Add", "both", "x", "label"));
        model.Graph.Input.Add(new ValueInfoProto { Name = "label" });

        Assert.Equal(reason, Assert.Throws<NotSupportedException>(() => Append(model, output)).Message);
    }

    private static NodeProto Node(string operation, string output, params string[] inputs) =>
        new() { OpType = operation, Name = output, Input = { inputs }, Output = { output } };

    private static ModelProto Model(int version, params NodeProto[] nodes) => new()
    {
        IrVersion = 7,
        OpsetImport = { new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 }, new OperatorSetIdProto { Version = version } },
        Graph = new GraphProto { Name = "foreign", Input = { new ValueInfoProto { Name = "x" } }, Node = { nodes } },
    };

    private static OnnxModel Append(ModelProto model, string output = "y")
    {
        var graph = new OnnxGraph("ours");
        string rows = graph.Input("rows", OnnxElement.Single, "batch", 2);
        graph.Output("result", graph.Append(Parsed(model), "theirs", "x", rows, output), OnnxElement.Single, "batch", "width");
        return graph.ToModel();
    }

    private static OnnxModel Parsed(ModelProto model) => OnnxModel.Parse(Google.Protobuf.MessageExtensions.ToByteArray(model), "a model");

    private static float[] Score(ModelProto model) => Score(Append(model));

    private static float[] Score(OnnxModel model)
    {
        using var scorer = new MatrixScorer(model);
        return scorer.Score(2, new Dictionary<string, ReadOnlyMemory<float>> { ["rows"] = new float[] { 1, 2, 3, 4 } }, "result");
    }
}
