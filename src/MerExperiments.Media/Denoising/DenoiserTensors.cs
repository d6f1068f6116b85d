using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Denoising;

/// <summary>The tensors that a card's graph must have, with their lengths; a length that the file leaves free fits any.</summary>
internal sealed record DenoiserTensors(
    IReadOnlyList<(string Name, int[] Shape)> Inputs, IReadOnlyList<(string Name, int[] Shape)> Outputs, OnnxElement Element)
{
    /// <summary>What the card says of one of its graphs.</summary>
    public static DenoiserTensors Of(DenoiserCard card, int index)
    {
        DenoiserGraph graph = card.Graphs[index];
        (int[] input, int[] output, OnnxElement element) = (card.Kind, index) switch
        {
            (DenoiserKind.StreamingSpectrum, _) => Same([1, (card.FrameSamples / 2) + 1, 1, 2]),
            (DenoiserKind.StreamingTwoStage, 0) => Same([1, 1, (card.FrameSamples / 2) + 1]),
            (DenoiserKind.StreamingTwoStage, _) => Same([1, 1, card.FrameSamples]),
            _ => OfWaveform(card.Layout!, graph.Outputs.Count),
        };
        return new DenoiserTensors(
            [(graph.Input, input), .. graph.States.Select(state => (state.Input, state.Shape.ToArray()))],
            [.. graph.Outputs.Select(name => (name, output)), .. graph.States.Select(state => (state.Output, state.Shape.ToArray()))],
            element);
    }

    /// <summary>All that is wrong with the file: absent, changed, without the tensors, or with tensors of another shape.</summary>
    public IReadOnlyList<Fault> Check(string modelsRoot, string denoiser, ModelFile file)
    {
        IReadOnlyList<Fault> faults = file.Check(modelsRoot, $"the denoiser {denoiser}", Expected(Inputs), Expected(Outputs));
        return faults.Count > 0 ? faults : CheckShapes(file.PathIn(modelsRoot));
    }

    private static (int[] Input, int[] Output, OnnxElement Element) Same(int[] shape) => (shape, shape, OnnxElement.Single);

    private static (int[] Input, int[] Output, OnnxElement Element) OfWaveform(WaveformLayout layout, int outputs)
    {
        int sources = layout.Sources / outputs;
        return (
            layout.InputRank == 2 ? [1, layout.ChunkSamples] : [1, 1, layout.ChunkSamples],
            layout.OutputRank == 2 ? [sources, layout.ChunkSamples] : [1, sources, layout.ChunkSamples],
            layout.Element);
    }

    private IReadOnlyList<OnnxTensor> Expected(IEnumerable<(string Name, int[] Shape)> tensors) =>
        [.. tensors.Select(tensor => new OnnxTensor(tensor.Name, Element, tensor.Shape.Length))];

    private IReadOnlyList<Fault> CheckShapes(string path)
    {
        using InferenceSession session = OnnxSession.Open(path);
        return
        [
            .. Inputs.SelectMany(tensor => Compare(path, "input", tensor, session.InputMetadata[tensor.Name])),
            .. Outputs.SelectMany(tensor => Compare(path, "output", tensor, session.OutputMetadata[tensor.Name])),
        ];
    }

    private static IEnumerable<Fault> Compare(string path, string kind, (string Name, int[] Shape) expected, NodeMetadata found) =>
        expected.Shape.Zip(found.Dimensions).All(pair => pair.Second <= 0 || pair.First == pair.Second)
            ? []
            : [new Fault(path, $"has the {kind} \"{expected.Name}\" of the shape [{Words(found.Dimensions)}]; by its card it must be [{Words(expected.Shape)}]")];

    private static string Words(IEnumerable<int> shape) => string.Join(", ", shape.Select(length => length <= 0 ? "any" : $"{length}"));
}
