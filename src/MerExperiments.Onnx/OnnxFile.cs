using MerExperiments.Storage;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Checks a model file against the tensors that whoever runs it will feed and read.</summary>
internal static class OnnxFile
{
    /// <summary>All that is wrong with a file; empty where it has the tensors. Tensors it has beyond them count only where they are inputs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputs">The tensors that will be fed.</param>
    /// <param name="outputs">The tensors that will be read.</param>
    public static IReadOnlyList<Fault> Check(string path, IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<OnnxTensor> outputs)
    {
        if (!File.Exists(path))
        {
            return [new Fault(path, "does not exist; an ONNX file is expected here")];
        }

        if (RegularFile.WhyNot(path) is { } reason)
        {
            return [new Fault(path, reason)];
        }

        try
        {
            using InferenceSession session = OnnxSession.Open(path);
            return
            [
                .. Compare(path, "input", inputs, session.InputMetadata),
                .. session.InputMetadata.Keys.Except(inputs.Select(tensor => tensor.Name))
                    .Select(name => new Fault(path, $"has an input \"{name}\" that nothing feeds; its inputs must be {List(inputs)}")),
                .. Compare(path, "output", outputs, session.OutputMetadata),
            ];
        }
        catch (OnnxRuntimeException e)
        {
            return [new Fault(path, $"is not a model ONNX Runtime can open: {e.Message}")];
        }
    }

    private static IEnumerable<Fault> Compare(
        string path, string kind, IReadOnlyList<OnnxTensor> expected, IReadOnlyDictionary<string, NodeMetadata> found)
    {
        foreach (OnnxTensor tensor in expected)
        {
            if (!found.TryGetValue(tensor.Name, out NodeMetadata? node))
            {
                yield return new Fault(path, $"has no {kind} \"{tensor.Name}\"{NearestName.Hint(tensor.Name, [.. found.Keys])}");
            }
            else if ((int)node.ElementDataType != (int)tensor.Element)
            {
                yield return new Fault(path, $"has the {kind} \"{tensor.Name}\" of type {node.ElementDataType}; it must be {tensor.Element}");
            }
            else if (node.Dimensions.Length != tensor.Rank)
            {
                yield return new Fault(path, $"has the {kind} \"{tensor.Name}\" with {node.Dimensions.Length} axes; it must have {tensor.Rank}");
            }
        }
    }

    private static string List(IReadOnlyList<OnnxTensor> tensors) => string.Join(", ", tensors.Select(tensor => tensor.Name));
}
