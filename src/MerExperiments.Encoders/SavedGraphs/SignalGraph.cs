using MerExperiments.Encoders.Inference;
using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>The whole path of an encoder from one row of a decoded signal to its feature, as one ONNX graph: what a model zip can hold.</summary>
/// <remarks>Preparation, padding and pooling are written anew as nodes; the encoder's own graphs are copied between them. One row at a time, as ML.NET's own OnnxTransformer
/// feeds a model.</remarks>
internal static class SignalGraph
{
    /// <summary>What to do where an encoder's path cannot be one graph.</summary>
    public const string Instead = "use EncodeAudio, EncodeText or EncodeFaces on media paths and texts without saving them, or mer predict, which reads media paths";

    private const long MostBytes = 1_900_000_000;

    /// <summary>Writes the graph.</summary>
    /// <param name="card">An encoder without <see cref="Faults(EncoderCard, EncoderRegistry)"/>.</param>
    /// <param name="registry">Where its files lie.</param>
    /// <param name="input">The name of the input: float samples or int64 code points [1, length], or uint8 [1, frames * side * side * 3].</param>
    /// <param name="output">The name of the output: float [1, dimension], NaN where the row has nothing to encode.</param>
    /// <exception cref="NotSupportedException">A model file has operators that cannot be copied.</exception>
    public static OnnxModel Of(EncoderCard card, EncoderRegistry registry, string input, string output)
    {
        var graph = new OnnxGraph("encoder");
        FedRow row = SignalNodes.Of(graph, card, input);
        var stages = new StageNodes(graph, card);
        string frames = stages.First(registry.PathOf(card, card.Graphs[0]), row);
        if (card.Graphs.Count > 1)
        {
            frames = stages.Second(registry.PathOf(card, card.Graphs[1]), frames);
        }

        string feature = graph.Node("Where", [graph.Reshape(row.Present, 1, 1), stages.Pooled(frames), graph.Scalar(float.NaN)]);
        graph.Output(output, feature, OnnxElement.Single, 1, card.Dimension);
        return graph.ToModel(("encoder", card.Name));
    }

    /// <summary>Why a card's path from signal to feature cannot be one graph; empty where it can. The card's files have been checked.</summary>
    public static IEnumerable<Fault> Faults(EncoderCard card, EncoderRegistry registry)
    {
        string? reason = card.Input switch
        {
            EncoderInput.LogMel => "is log-mel, whose energies are computed before the graph; no ONNX graph leads from samples to its feature",
            EncoderInput.Tokens => "is tokens, and which of them are special only the tokenizer knows; no ONNX graph leads from their ids to its feature",
            _ => null,
        };
        return reason is not null
            ? [new Fault($"{card.Name}: input", $"{reason}: {Instead}")]
            : card.Graphs.SelectMany((graph, i) => Faults(card, registry.PathOf(card, graph), i));
    }

    /// <summary>The most samples of a clip that is one piece; null where the encoder takes any. Cutting a clip is done outside of graphs.</summary>
    public static long? LongestOf(EncoderCard card) =>
        card is { Chunking: { } chunking, Frames: { } frames } ? AudioPiece.LongestWhole(frames, chunking) : null;

    /// <summary>What must hold of a clip's length.</summary>
    public static string LengthRule(EncoderCard card, long longest) => FormattableString.Invariant(
        $"the encoder {card.Name} takes {longest} samples ({(double)longest / Waveform.EncoderRateHz:0.##} s) or fewer here, because longer clips are cut outside of its graph");

    private static IEnumerable<Fault> Faults(EncoderCard card, string path, int index)
    {
        OnnxSignature signature = OnnxSignature.Read(path);
        EncoderGraph graph = card.Graphs[index];
        IReadOnlyList<long>? shape = signature.Inputs.FirstOrDefault(input => input.Name == graph.Input)?.Shape;
        if (signature.SideFiles.Count > 0 || new FileInfo(path).Length > MostBytes)
        {
            yield return new Fault(path, $"has weights beside it or is larger than 1.9 GB; ML.NET's OnnxTransformer keeps neither in a model: {Instead}");
        }

        if (index == 0 && card.Modality != Modality.Video && shape?[^1] > 0)
        {
            yield return new Fault(path, $"takes inputs of {shape[^1]} values only, and rows are of any length: {Instead}");
        }

        if ((index > 0 || card.Modality == Modality.Video) && shape?[0] > 0)
        {
            yield return new Fault(path, $"takes {shape[0]} windows or pictures at once, and a row has any number of them: {Instead}");
        }
    }
}
