using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Export;

/// <summary>Writes a fitted joint model as an ONNX file that runs without this toolkit.</summary>
internal static class JointExport
{
    /// <summary>Writes the file; it is whole or absent.</summary>
    /// <remarks>Inputs: <c>frames</c> float [batch, frames, <see cref="FittedJointModel.FrameDimension"/>], <c>frame_lengths</c> int64 [batch], <c>input_ids</c> int64
    /// [batch, tokens], <c>text_lengths</c> int64 [batch]; padded at the end, and a length of 0 means no sound or no words. The ids are those that the tokenizer in the
    /// folder written by <see cref="FittedJointModel.Save"/> gives for the transcript alone; the prompt is in the graph. Outputs: <c>Features</c> float
    /// [batch, <see cref="FittedJointModel.FeatureSize"/>] and <c>Score</c> float [batch, classes], probabilities in the order of the metadata's
    /// <c>merexperiments.labels</c>. Weights are float32 and adapters merged; what was computed in bfloat16 differs by its rounding.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The graph would pass 2 GB, the most an .onnx file can hold.</exception>
    public static void Write(FittedJointModel model, string path)
    {
        long[] prompt = [.. model.Tokenizer.Content(model.Options.Prompt).Select(id => (long)id)];
        JointGraph.Write(model.Model, model.Options, prompt, model.Labels, model.Shares).Save(path);
    }
}

/// <summary>How large a joint model is as a graph: an .onnx file is one protobuf message, which cannot pass 2 GB.</summary>
internal static class ExportSize
{
    /// <summary>Kept free for what stands around the language model: projector, head and nodes.</summary>
    private const long Around = 64L << 20;

    /// <summary>The bytes of a language model's weights in a graph: float32, without the head over the vocabulary, which neither feature nor score needs.</summary>
    public static long BytesOf(LanguageModelConfiguration model) =>
        LanguageModel.Shapes(model).Where(weight => weight.Name != model.Family.Head).Sum(weight => 4 * weight.Shape.Aggregate(1L, (product, length) => product * length));

    /// <summary>A fault where the graph would be too large.</summary>
    public static IEnumerable<Fault> Faults(LanguageModelConfiguration model)
    {
        long bytes = BytesOf(model);
        if (bytes > int.MaxValue - Around)
        {
            yield return new Fault("export to ONNX", FormattableString.Invariant(
                $"would write a {model.Family} model of {model.Layers} layers and {model.HiddenSize} values, {bytes / 1e9:0.00} GB of weights in float32; an .onnx file must stay below 2 GB: keep the model's folder instead, or train a smaller one"));
        }
    }
}
