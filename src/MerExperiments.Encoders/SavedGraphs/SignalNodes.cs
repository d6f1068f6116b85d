using MerExperiments.Encoders.Inference;
using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>What <see cref="SignalFactory"/> does to a signal, as graph nodes over one row of a vector column.</summary>
/// <remarks>An empty row becomes one of zeros, because reductions of nothing are no number everywhere; its feature is NaN all the same.</remarks>
internal static class SignalNodes
{
    private const int Double = 11;
    private const float FullScale = 32_768, SmallestVariance = 1e-7f;

    /// <summary>The row of the column that a card's encoder reads.</summary>
    public static FedRow Of(OnnxGraph graph, EncoderCard card, string column) => card.Modality switch
    {
        Modality.Audio => FedRow.Of(graph, card, Sound(graph, card, column)),
        Modality.Video => Pictures(graph, card, column),
        _ => FedRow.Of(graph, card, Text(graph, column)),
    };

    /// <summary>The values in double precision, in which means are taken here as everywhere else.</summary>
    public static string ToDouble(OnnxGraph graph, string values) => graph.Node("Cast", [values], ("to", Double));

    private static (string Values, string Count, string Present) Sound(OnnxGraph graph, EncoderCard card, string column)
    {
        string samples = FedRow.Padded(graph, graph.Reshape(graph.Input(column, OnnxElement.Single, 1, "samples"), -1), graph.Integers(1));
        string count = graph.Length(samples, 0);
        if (SignalGraph.LongestOf(card) is { } longest)
        {
            count = graph.Require(count, graph.Node("LessOrEqual", [count, graph.Integers(longest)]), SignalGraph.LengthRule(card, longest));
        }

        string present = graph.Node("GreaterOrEqual", [graph.Max(graph.Node("Abs", [samples]), 0), graph.Scalar(Waveform.SilencePeak)]);
        string scaled = card.Input == EncoderInput.WaveformNormalised ? Normalised(graph, samples) : samples;
        float scale = (card.Input == EncoderInput.WaveformInt16 ? FullScale : 1) * card.Graphs[0].Scale;
        return (graph.Add(graph.Multiply(scaled, scale), card.Graphs[0].Offset), count, present);
    }

    /// <summary>As <see cref="Media.Spectral.ZeroMeanUnitVariance"/>.</summary>
    private static string Normalised(OnnxGraph graph, string samples)
    {
        string Mean(string values) => graph.Node("ReduceMean", [values, graph.Integers(0)], ("keepdims", 1));
        string precise = ToDouble(graph, samples), mean = Mean(precise);
        string variance = Mean(graph.Square(graph.Subtract(precise, mean)));
        string deviation = graph.Node("Sqrt", [graph.Add(variance, ToDouble(graph, graph.Scalar(SmallestVariance)))]);
        string factor = graph.ToSingle(graph.Divide(ToDouble(graph, graph.Scalar(1)), deviation));
        return graph.Multiply(graph.Subtract(samples, graph.ToSingle(mean)), factor);
    }

    /// <summary>White space, of which a text may not consist alone, lies in the first 65,536 code points; 0 is padding.</summary>
    private static (string Values, string Count, string Present) Text(OnnxGraph graph, string column)
    {
        string text = FedRow.Padded(graph, graph.Reshape(graph.Input(column, OnnxElement.Int64, 1, "length"), -1), graph.Integers(1));
        long[] blanks = [0, .. Enumerable.Range(0, char.MaxValue + 1).Where(c => char.IsWhiteSpace((char)c)).Select(c => (long)c)];
        string isBlank = graph.Max(graph.ToSingle(graph.Node("Equal", [graph.Unsqueeze(text, 1), graph.Integers(blanks)])), 1);
        string written = graph.Max(graph.Subtract(graph.Scalar(1), graph.Reshape(isBlank, -1)), 0);
        return (text, graph.Length(text, 0), graph.Node("Greater", [written, graph.Scalar(0)]));
    }

    private static FedRow Pictures(OnnxGraph graph, EncoderCard card, string column)
    {
        long side = card.FaceSizePixels;
        string bytes = graph.Reshape(graph.Input(column, OnnxElement.Byte, 1, "bytes"), -1);
        string present = graph.Node("Greater", [graph.Length(bytes, 0), graph.Integers(0)]);
        string blank = graph.Multiply(graph.ToInt64(graph.Node("Not", [present])), graph.Integers(side * side * 3));
        string frames = graph.Reshape(graph.Node("Pad", [bytes, graph.Concat(0, graph.Integers(0), blank)]), -1, side, side, 3);
        string count = graph.Length(frames, 0);
        return new FedRow(card.Image is { } image ? Prepared(graph, frames, image) : frames, count, count, present);
    }

    /// <summary>As <see cref="PictureSignal"/>: channels, then the prepared value of each byte, then the order of the axes.</summary>
    private static string Prepared(OnnxGraph graph, string frames, ImagePreparation image)
    {
        string bytes = graph.ToInt64(frames);
        string channels = image.Channels switch
        {
            ChannelOrder.Grey => Grey(graph, bytes),
            ChannelOrder.Rgb => graph.Node("Gather", [bytes, graph.Integers(2, 1, 0)], ("axis", 3)),
            _ => bytes,
        };
        long[] tables = [.. Enumerable.Range(0, image.ChannelCount).Select(channel => 256L * channel)];
        string values = graph.Node("Gather", [graph.Constant(image.Table(), image.ChannelCount * 256), graph.Add(channels, graph.Integers(tables))]);
        return image.Layout == TensorLayout.Nchw ? graph.Node("Transpose", [values], ("perm", new long[] { 0, 3, 1, 2 })) : values;
    }

    /// <summary>Weights in 1/16384, as <see cref="PictureBytes"/> has them.</summary>
    private static string Grey(OnnxGraph graph, string bytes)
    {
        string weighed = graph.Sum(graph.Multiply(bytes, graph.Integers(1868, 9617, 4899)), 3);
        return graph.Divide(graph.Add(weighed, graph.Integers(8192)), graph.Integers(16384));
    }
}
