using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>One row of a signal column as graph nodes, ready to be fed to an encoder's first graph.</summary>
/// <param name="Values">What the graph's input takes: [1, padded length], or pictures.</param>
/// <param name="Count">The row's own samples or characters, or its pictures, an int64 vector of one element, 1 or more.</param>
/// <param name="Told">The length that lengths and mask tell, an int64 vector of one element.</param>
/// <param name="Present">False where there is nothing to encode (silence, an empty text, no face): a truth value, a vector of one element.</param>
internal sealed record FedRow(string Values, string Count, string Told, string Present)
{
    /// <summary>A row of samples or characters, padded as <see cref="LengthBuckets"/> pads it: what a model gives may depend on the padding.</summary>
    public static FedRow Of(OnnxGraph graph, EncoderCard card, (string Values, string Count, string Present) row)
    {
        string least = graph.Node("Max", [row.Count, graph.Integers(card.MinimumLength)]);
        bool isPadded = card.Graphs[0].TakesPadding || card.Input == EncoderInput.Codepoints;
        string padded = Padded(graph, row.Values, isPadded ? BucketOf(graph, least) : least);
        string told = graph.Node("Max", [row.Count, graph.Integers(card.Frames?.ReceptiveField ?? 0)]);
        return new FedRow(graph.Reshape(padded, 1, -1), row.Count, graph.Node("Min", [told, graph.Length(padded, 0)]), row.Present);
    }

    /// <summary>A vector with zeros after it, up to a length; itself where it is that long.</summary>
    public static string Padded(OnnxGraph graph, string values, string length)
    {
        string lacking = graph.Node("Max", [graph.Subtract(length, graph.Length(values, 0)), graph.Integers(0)]);
        return graph.Node("Pad", [values, graph.Concat(0, graph.Integers(0), lacking)]);
    }

    /// <summary><see cref="LengthBuckets.PaddedLength"/> of a length of 1 or more.</summary>
    private static string BucketOf(OnnxGraph graph, string length)
    {
        long[] powers = [.. Enumerable.Range(0, 31).Select(power => 1L << power)];
        string place = graph.Sum(graph.ToInt64(graph.Node("Less", [graph.Integers(powers), length])), 0);
        string next = graph.Node("Gather", [graph.Integers(powers), place]);
        string step = graph.Node("Max", [graph.Divide(next, graph.Integers(16)), graph.Integers(1)]);
        return graph.Multiply(graph.Divide(graph.Subtract(graph.Add(length, step), graph.Integers(1)), step), step);
    }
}
