using MerExperiments.AudioText.LanguageModels;

namespace MerExperiments.AudioText.Export;

/// <summary>How large a joint model is as a graph: an .onnx file is one protobuf message, which cannot pass 2 GB.</summary>
internal static class ExportSize
{
    /// <summary>Kept free for what stands around the language model: projector, head and nodes.</summary>
    private const long Around = 64L << 20;

    /// <summary>The bytes of a language model's weights in a graph: float32, without the head over the vocabulary, which neither feature nor score needs.</summary>
    public static long BytesOf(LanguageModelConfiguration model) =>
        LanguageModel.Shapes(model).Where(weight => weight.Name != "lm_head.weight").Sum(weight => 4 * weight.Shape.Aggregate(1L, (product, length) => product * length));

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
