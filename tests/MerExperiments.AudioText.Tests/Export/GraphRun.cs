using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Export;

/// <summary>A graph in ONNX Runtime, fed with torch tensors.</summary>
internal sealed class GraphRun : IDisposable
{
    private readonly InferenceSession _session;

    public GraphRun(OnnxModel model) => _session = new InferenceSession(model.ToBytes());

    public GraphRun(string path) => _session = OnnxSession.Open(path);

    /// <summary>One output for inputs of float32 or int64.</summary>
    public Tensor Of(string output, params (string Name, Tensor Value)[] inputs)
    {
        (float[] values, long[] shape) = OnnxSession.Run(_session, [.. inputs.Select(input => (input.Name, Value(input.Value)))], output);
        return tensor(values, shape).clone();
    }

    public void Dispose() => _session.Dispose();

    private static OrtValue Value(Tensor value) => value.dtype == ScalarType.Int64
        ? OnnxSession.Tensor<long>(Values<long>(value), value.shape)
        : OnnxSession.Tensor<float>(Values<float>(value), value.shape);

    private static T[] Values<T>(Tensor value)
        where T : unmanaged =>
        value.numel() == 0 ? [] : value.contiguous().data<T>().ToArray();
}
