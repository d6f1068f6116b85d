using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Export;

/// <summary>Writes a fitted joint model as an ONNX file that runs without this toolkit.</summary>
public static class JointExport
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
