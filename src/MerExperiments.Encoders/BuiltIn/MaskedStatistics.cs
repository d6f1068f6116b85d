using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>Statistics over the frames of each clip that a weight of 0 or 1 chooses, as graph nodes; other frames never enter.</summary>
/// <remarks>Values are [batch, channels, frames], the weight [batch, 1, frames]; a statistic is [batch, channels, 1]. A clip without a chosen
/// frame has 0 everywhere.</remarks>
internal sealed class MaskedStatistics
{
    private const float Far = 1e6f;
    private readonly OnnxGraph _graph;
    private readonly string _weight;
    private readonly string _count;

    /// <summary>Prepares statistics over the frames where the weight is 1.</summary>
    public MaskedStatistics(OnnxGraph graph, string weight)
    {
        _graph = graph;
        _weight = weight;
        Frames = graph.Sum(weight, 2);
        _count = graph.AtLeast(Frames, 1);
    }

    /// <summary>The number of chosen frames, [batch, 1, 1].</summary>
    public string Frames { get; }

    /// <summary>The arithmetic mean.</summary>
    public string Mean(string values) => _graph.Divide(_graph.Sum(_graph.Multiply(values, _weight), 2), _count);

    /// <summary>The standard deviation, by frames (not frames - 1).</summary>
    public string Deviation(string values)
    {
        string centred = _graph.Multiply(_graph.Subtract(values, Mean(values)), _weight);
        return _graph.SquareRoot(_graph.Divide(_graph.Sum(_graph.Square(centred), 2), _count));
    }

    /// <summary>The values some frames earlier, 0 before the first. The number of frames stays: see <see cref="SpectralFrames.FrameStep"/>.</summary>
    public static string Earlier(OnnxGraph graph, string values, int frames) =>
        graph.Node("Pad", [graph.Slice(values, 2, 0, -frames), graph.Integers(0, 0, frames, 0, 0, 0)]);

    /// <summary>The root mean square of the change over a number of frames, where both ends are chosen.</summary>
    public string Change(string values, int frames)
    {
        string both = _graph.Multiply(_weight, Earlier(_graph, _weight, frames));
        string change = _graph.Multiply(_graph.Subtract(values, Earlier(_graph, values, frames)), both);
        string count = _graph.AtLeast(_graph.Sum(both, 2), 1);
        return _graph.SquareRoot(_graph.Divide(_graph.Sum(_graph.Square(change), 2), count));
    }

    /// <summary>The slope of the regression line over time, per second.</summary>
    /// <param name="values">The values.</param>
    /// <param name="seconds">The frames' times, [1, 1, frames].</param>
    public string Slope(string values, string seconds)
    {
        string time = _graph.Multiply(_graph.Subtract(seconds, Mean(seconds)), _weight);
        string together = _graph.Sum(_graph.Multiply(time, _graph.Subtract(values, Mean(values))), 2);
        return _graph.Divide(together, _graph.AtLeast(_graph.Sum(_graph.Square(time), 2), 1e-4f));
    }

    /// <summary>Percentiles, linearly interpolated: [batch, channels, shares].</summary>
    /// <param name="values">The values, between -1e6 and 1e6.</param>
    /// <param name="shares">Which, from 0 to 1.</param>
    public string Percentiles(string values, params ReadOnlySpan<float> shares)
    {
        string others = _graph.Multiply(_graph.Subtract(_graph.Scalar(1), _weight), Far);
        string kept = _graph.Add(_graph.Multiply(values, _weight), others);
        string sorted = _graph.Nodes("TopK", 2, [kept, _graph.Length(kept, 2)], ("axis", 2), ("largest", 0))[0];
        string position = _graph.Multiply(_graph.Add(_count, -1), _graph.Constant(shares, 1, 1, shares.Length));
        string whole = _graph.Node("Floor", [position]);
        string upper = _graph.Node("Ceil", [position]);
        string low = At(sorted, whole), high = At(sorted, upper);
        string between = _graph.Multiply(_graph.Subtract(high, low), _graph.Subtract(position, whole));
        string any = _graph.Above(Frames, _graph.Scalar(0));
        return _graph.Multiply(_graph.Add(low, between), any);
    }

    private string At(string sorted, string position)
    {
        string channels = _graph.Concat(0, _graph.Integers(1), _graph.Length(sorted, 1), _graph.Integers(1));
        string index = _graph.Node("Expand", [_graph.ToInt64(position), channels]);
        return _graph.Node("GatherElements", [sorted, index], ("axis", 2));
    }
}
