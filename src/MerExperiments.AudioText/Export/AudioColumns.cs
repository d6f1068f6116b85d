using MerExperiments.Onnx;

namespace MerExperiments.AudioText.Export;

/// <summary>Writes how frames become audio positions: standardised, averaged where an utterance is long, put side by side and projected; its twin for one
/// utterance is <see cref="AudioGroups"/>. B rows of at most F frames of D values.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The joint model's own weights.</param>
/// <param name="options">Downsampling and the most positions.</param>
internal sealed class AudioColumns(OnnxGraph graph, GraphWeights weights, AudioTextOptions options)
{
    /// <summary>The positions [B, G, H], G of them in the longest row and at least one; bool [B, G], true where one stands; and the frames of each row, int64 [B].</summary>
    public (string Values, string Mask, string Lengths) Write()
    {
        string mean = weights.Constant("frames.mean"), scale = weights.Constant("frames.scale");
        string frames = graph.Input("frames", OnnxElement.Single, "batch", "frames", weights.LengthOf("frames.mean"));
        string lengths = graph.Input("frame_lengths", OnnxElement.Int64, "batch");
        string longer = graph.Node("Pad", [frames, graph.Integers(0, 0, 0, 0, 1, 0)]);                 // an empty axis has no place to stand in
        string standardised = graph.Divide(graph.Subtract(longer, mean), scale);
        string averaged = Above(DivideUp(lengths, Number((long)options.Downsampling * options.LongestAudio)), 1); // frames made one, [B]
        string means = DivideUp(lengths, averaged);                                                    // of which each row has so many
        string positions = DivideUp(means, Number(options.Downsampling));                              // side by side, [B]
        string columns = Above(graph.Node("ReduceMax", [positions, graph.Integers(0)], ("keepdims", 1)), 1); // G, as [1]
        string values = Means(standardised, lengths, averaged, graph.Multiply(columns, Number(options.Downsampling)));
        string side = graph.Reshape(values, 0, -1, (long)options.Downsampling * weights.LengthOf("frames.mean"));
        string absent = graph.Slice(weights.Constant("absent"), 0, 0, 1);
        (string filled, string mask) = GraphColumns.WithAbsent(graph, weights.Linear("projector", side), positions, absent);
        return (filled, mask, lengths);
    }

    /// <summary>The means of neighbouring frames, [B, width, D]; 0 after a row's last.</summary>
    /// <param name="frames">[B, F, D].</param>
    /// <param name="lengths">Frames of each row, [B].</param>
    /// <param name="averaged">Frames that are made one, [B].</param>
    /// <param name="width">Means of the longest row, [1].</param>
    private string Means(string frames, string lengths, string averaged, string width)
    {
        string place = graph.Positions(frames, 1);                                                     // [F]
        string heard = graph.Node("Less", [place, graph.Unsqueeze(lengths, 1)]);                       // [B, F]
        string kept = graph.Node("Where", [graph.Unsqueeze(heard, 2), frames, graph.Scalar(0)]);
        string target = graph.Node("Min", [graph.Divide(place, graph.Unsqueeze(averaged, 1)), graph.Subtract(width, Number(1))]);
        string index = graph.Node("Expand", [graph.Unsqueeze(target, 2), graph.Node("Shape", [frames])]);
        string shape = graph.Concat(0, graph.Length(frames, 0), width, graph.Length(frames, 2));
        string nothing = graph.Node("ConstantOfShape", [shape]);
        string sums = graph.Node("ScatterElements", [nothing, index, kept], ("axis", 1), ("reduction", "add"));
        string first = graph.Multiply(graph.Positions(nothing, 1), graph.Unsqueeze(averaged, 1));      // each mean's first frame, [B, width]
        string left = graph.Node("Min", [graph.Subtract(graph.Unsqueeze(lengths, 1), first), graph.Unsqueeze(averaged, 1)]);
        return graph.Divide(sums, graph.Unsqueeze(graph.ToSingle(Above(left, 1)), 2));
    }

    private string DivideUp(string count, string by) => graph.Divide(graph.Subtract(graph.Add(count, by), Number(1)), by);

    private string Above(string value, long floor) => graph.Node("Max", [value, Number(floor)]);

    private string Number(long value) => graph.Constant([value]);
}
