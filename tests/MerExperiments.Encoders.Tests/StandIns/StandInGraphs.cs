using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests.StandIns;

/// <summary>Graphs with random weights and the inputs and outputs of published encoders.</summary>
internal static class StandInGraphs
{
    /// <summary>The samples one frame of <see cref="Speech"/> sees, and those between two frames.</summary>
    public const int ReceptiveField = 400, Stride = 320;

    /// <summary>Like BERT: <c>input_ids</c>, <c>attention_mask</c>, <c>token_type_ids</c> to <c>last_hidden_state</c>, each <c>hidden_1</c>.., and all of
    /// them in <c>hidden_states</c> [layers, batch, length, width].</summary>
    public static OnnxModel Text(TransformerShape shape, bool takesPositions = false)
    {
        var graph = new OnnxGraph("text");
        string ids = graph.Input("input_ids", OnnxElement.Int64, "batch", "length"), mask = graph.Input("attention_mask", OnnxElement.Int64, "batch", "length");
        string types = takesPositions ? ids : graph.Input("token_type_ids", OnnxElement.Int64, "batch", "length");
        var blocks = new TransformerBlocks(graph, shape, 1);
        string counted = graph.Subtract(graph.Node("CumSum", [mask, graph.Constant([1L])]), graph.Constant([1L]));
        string positions = takesPositions
            ? graph.Input("position_ids", OnnxElement.Int64, "batch", "length")
            : graph.Add(graph.Node("Max", [counted, graph.Constant([0L])]), types);
        string x = graph.Add(
            graph.Node("Gather", [blocks.Table(shape.Vocabulary), ids]), graph.Node("Gather", [blocks.Table(shape.Positions), positions]));
        IReadOnlyList<string> states = blocks.Run(x, graph.ToSingle(mask));
        Give(graph, states, shape.Width);
        return graph.ToModel();
    }

    /// <summary>Like HuBERT: <c>input_values</c> (and <c>attention_mask</c>) to <c>last_hidden_state</c>: a convolution of 400 samples every 320, one over five
    /// frames, then, where there are layers, a transformer.</summary>
    public static OnnxModel Speech(TransformerShape shape, bool takesMask, OnnxElement element = OnnxElement.Single)
    {
        var graph = new OnnxGraph("speech");
        string samples = graph.ToSingle(graph.Input("input_values", element, "batch", "samples"));
        string? mask = takesMask ? FrameMask(graph, graph.Input("attention_mask", OnnxElement.Int64, "batch", "samples")) : null;
        var blocks = new TransformerBlocks(graph, shape, 2);
        string wide = graph.Reshape(graph.Node("Transpose", [blocks.Table(ReceptiveField)], ("perm", new long[] { 1, 0 })), shape.Width, 1, ReceptiveField);
        string frames = graph.Node("Relu", [graph.Node("Conv", [graph.Unsqueeze(samples, 1), wide], ("strides", new long[] { Stride }))]);
        frames = mask is null ? frames : graph.Multiply(frames, graph.Unsqueeze(mask, 1));
        string near = graph.Reshape(blocks.Table(5 * shape.Width), shape.Width, shape.Width, 5);
        string around = graph.Multiply(graph.Node("Conv", [frames, near], ("pads", new long[] { 2, 2 })), 0.1f / shape.Width);
        string x = graph.Node("Transpose", [graph.Add(frames, around)], ("perm", new long[] { 0, 2, 1 }));
        IReadOnlyList<string> states = blocks.Run(x, mask);
        string last = element == OnnxElement.Single ? states[^1] : graph.Node("Cast", [states[^1]], ("to", (int)element));
        graph.Output("last_hidden_state", last, element, "batch", "frames", shape.Width);
        return graph.ToModel();
    }

    /// <summary>Like Whisper's encoder: <c>input_features</c> [batch, 80, 3000] to <c>last_hidden_state</c> [batch, 1500, width]; no attention.</summary>
    public static OnnxModel Mel(int width)
    {
        var graph = new OnnxGraph("mel");
        string x = graph.Input("input_features", OnnxElement.Single, "batch", 80, 3_000);
        var blocks = new TransformerBlocks(graph, new TransformerShape(0, width, 1), 3);
        string kernel = graph.Reshape(blocks.Table(80 * 3), width, 80, 3);
        string frames = graph.Node("Conv", [x, kernel], ("pads", new long[] { 1, 1 }), ("strides", new long[] { 2 }));
        graph.Output("last_hidden_state", graph.Node("Transpose", [frames], ("perm", new long[] { 0, 2, 1 })), OnnxElement.Single, "batch", 1_500, width);
        return graph.ToModel();
    }

    /// <summary>Layers of a matrix of 768 x 768 and a ReLU over pictures of 16 x 16: <c>pixels</c> to <c>y</c>; bound by its weights.</summary>
    public static OnnxModel Dense(int layers)
    {
        const int Width = 16 * 16 * 3;
        var graph = new OnnxGraph("dense");
        string x = graph.Reshape(graph.Input("pixels", OnnxElement.Single, "pictures", 16, 16, 3), -1, Width);
        var blocks = new TransformerBlocks(graph, new TransformerShape(0, Width, 1), 4);
        for (int layer = 0; layer < layers; layer++)
        {
            x = graph.Node("Relu", [blocks.Linear(x, Width, Width)]);
        }

        graph.Output("y", x, OnnxElement.Single, "pictures", Width);
        return graph.ToModel();
    }

    /// <summary>1 at frames that lie wholly in a clip.</summary>
    private static string FrameMask(OnnxGraph graph, string mask) => graph.ToSingle(graph.Node(
        "Slice", [mask, graph.Integers(ReceptiveField - 1), graph.Integers(long.MaxValue), graph.Integers(1), graph.Integers(Stride)]));

    private static void Give(OnnxGraph graph, IReadOnlyList<string> states, int width)
    {
        graph.Output("last_hidden_state", states[^1], OnnxElement.Single, "batch", "length", width);
        for (int layer = 1; layer < states.Count; layer++)
        {
            graph.Output($"hidden_{layer}", states[layer], OnnxElement.Single, "batch", "length", width);
        }

        string[] stacked = [.. states.Select(state => graph.Unsqueeze(state, 0))];
        graph.Output("hidden_states", graph.Concat(0, stacked), OnnxElement.Single, states.Count, "batch", "length", width);
    }
}
