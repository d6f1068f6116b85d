using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>An encoder's own graphs as parts of a larger one, and what lies behind them: windows and pooling.</summary>
internal sealed class StageNodes(OnnxGraph graph, EncoderCard card)
{
    /// <summary>The first graph's frames that are the row's own, [frames, values].</summary>
    public string First(string path, FedRow row)
    {
        EncoderGraph stage = card.Graphs[0];
        var feeds = new Dictionary<string, string> { [stage.Input] = row.Values };
        if (stage.Lengths is { } lengths)
        {
            feeds[lengths] = row.Told;
        }

        if (stage.Mask is { } mask)
        {
            feeds[mask] = graph.Unsqueeze(graph.Node("Less", [graph.Positions(row.Values, 1), row.Told]), 0);
        }

        string output = Run(path, 0, feeds);
        return card.Modality == Modality.Video ? PerPicture(output, row.Count) : Kept(Flat(output), row.Count);
    }

    /// <summary>The second graph's vectors over windows of the first one's frames, [windows, values].</summary>
    public string Second(string path, string frames)
    {
        EncoderGraph stage = card.Graphs[1];
        string one = graph.Integers(1), count = graph.Length(frames, 0), hop = graph.Integers(stage.HopFrames);
        string beyond = graph.Divide(graph.Subtract(count, graph.Integers(stage.WindowFrames!.Value)), hop);
        string windows = graph.Node("Squeeze", [graph.Node("Max", [graph.Add(beyond, one), one])]);
        string starts = graph.Multiply(graph.Node("Range", [graph.Constant([0L]), windows, graph.Constant([1L])]), hop);
        long[] inside = [.. Enumerable.Range(0, stage.WindowFrames.Value).Select(i => (long)i)];
        string places = graph.Add(graph.Unsqueeze(starts, 1), graph.Unsqueeze(graph.Integers(inside), 0));

        // A clip shorter than a window repeats its last frame.
        string picked = graph.Node("Gather", [Scaled(frames, stage), graph.Node("Min", [places, graph.Subtract(count, one)])]);
        return Flat(Run(path, 1, new Dictionary<string, string> { [stage.Input] = graph.Unsqueeze(picked, 3) }));
    }

    /// <summary>The frames as one vector, [1, <see cref="EncoderCard.Dimension"/>]; see <see cref="Pooling"/>.</summary>
    public string Pooled(string frames)
    {
        string[] parts = card.Pooling switch
        {
            EncoderPooling.Mean => [Mean(frames)],
            EncoderPooling.MeanStd => [Mean(frames), Deviation(frames)],
            EncoderPooling.Statistics => [Mean(frames), Deviation(frames), Extreme("ReduceMin", frames), Extreme("ReduceMax", frames)],
            EncoderPooling.First => [graph.Slice(frames, 0, 0, 1)],
            EncoderPooling.Last => [graph.Slice(frames, 0, -1, long.MaxValue)],
            _ => [frames],
        };
        return graph.Reshape(graph.Concat(1, parts), 1, card.Dimension);
    }

    private string Run(string path, int index, Dictionary<string, string> feeds)
    {
        EncoderGraph stage = card.Graphs[index];
        IReadOnlyList<OnnxValue> declared = OnnxSignature.Read(path).Inputs;
        Dictionary<string, string> cast = feeds.ToDictionary(
            feed => feed.Key, feed => graph.Node("Cast", [feed.Value], ("to", (int)declared.Single(input => input.Name == feed.Key).Element)));
        IReadOnlyList<string> outputs = graph.Append(OnnxModel.Load(path), FormattableString.Invariant($"graph-{index}"), cast, stage.OutputNames);
        IEnumerable<string> summed = stage.Layers is { } layers ? layers.Select(layer => graph.Node("Gather", [outputs[0], graph.Constant([(long)layer])])) : outputs;
        return summed.Select(value => graph.ToSingle(value)).Aggregate(graph.Add);
    }

    private string Kept(string frames, string count)
    {
        if (card.Input == EncoderInput.Codepoints)
        {
            return UpTo(frames, count);
        }

        if (card.Frames is not { } geometry)
        {
            return frames;
        }

        string seen = graph.Node("Max", [graph.Subtract(count, graph.Integers(geometry.ReceptiveField)), graph.Integers(0)]);
        return UpTo(frames, graph.Add(graph.Divide(seen, graph.Integers(geometry.Stride)), graph.Integers(1)));
    }

    private string UpTo(string frames, string end) => graph.Node("Slice", [frames, graph.Integers(0), end, graph.Integers(0)]);

    private string PerPicture(string output, string count)
    {
        string patches = graph.Node("Reshape", [output, graph.Concat(0, count, graph.Integers(-1), graph.Length(output, -1))]);
        string one = card.Image?.Patches == PatchPooling.Mean ? Mean(patches, 1) : graph.Slice(patches, 1, 0, 1);
        return Flat(one);
    }

    private string Flat(string output) => graph.Node("Reshape", [output, graph.Concat(0, graph.Integers(-1), graph.Length(output, -1))]);

    private string Scaled(string frames, EncoderGraph stage) => graph.Add(graph.Multiply(frames, stage.Scale), stage.Offset);

    private string Mean(string values, int axis = 0) => graph.ToSingle(PreciseMean(SignalNodes.ToDouble(graph, values), axis));

    private string Deviation(string frames)
    {
        string precise = SignalNodes.ToDouble(graph, frames);
        string squares = graph.Square(graph.Subtract(precise, PreciseMean(precise, 0)));
        return graph.ToSingle(graph.Node("Sqrt", [PreciseMean(squares, 0)]));
    }

    private string PreciseMean(string values, int axis) => graph.Node("ReduceMean", [values, graph.Integers(axis)], ("keepdims", 1));

    private string Extreme(string operation, string frames) => graph.Node(operation, [frames, graph.Integers(0)], ("keepdims", 1));
}
