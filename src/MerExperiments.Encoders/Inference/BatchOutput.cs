using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MerExperiments.Encoders.Inference;

/// <summary>What a graph gave for a batch: one output, several that are summed, or layers of one that are summed.</summary>
/// <remarks>The frames of the plainest case (one output of 32-bit floats, one run of frames) are read where ONNX Runtime put them, without a copy.</remarks>
internal readonly ref struct BatchOutput
{
    private readonly IReadOnlyList<OrtValue> _outputs;
    private readonly IReadOnlyList<int>? _layers;
    private readonly StageBuffers _buffers;
    private readonly bool _isHalf;
    private readonly ReadOnlySpan<float> _plain;
    private readonly int _layerCount;
    private readonly int _batch;

    /// <summary>Looks at the shapes.</summary>
    /// <param name="outputs">The outputs, all of one shape.</param>
    /// <param name="graph">Which they are, and which layers of one are summed.</param>
    /// <param name="batch">The rows of the batch.</param>
    /// <param name="buffers">Memory for sums.</param>
    /// <exception cref="InvalidInputException">An output's shape does not begin with the batch, or a layer is not there.</exception>
    public BatchOutput(IReadOnlyList<OrtValue> outputs, EncoderGraph graph, int batch, StageBuffers buffers)
    {
        (_outputs, _layers, _batch, _buffers) = (outputs, graph.Layers, batch, buffers);
        OrtTensorTypeAndShapeInfo info = outputs[0].GetTensorTypeAndShape();
        long[] shape = info.Shape;
        int batchAxis = _layers is null ? 0 : 1;
        _layerCount = _layers is null ? 1 : (int)shape[0];
        Dimension = (int)shape[^1];
        HasFrameAxis = shape.Length > batchAxis + 2;
        _isHalf = info.ElementDataType == TensorElementType.Float16;
        _plain = _isHalf ? [] : outputs[0].GetTensorDataAsSpan<float>();
        Frames = Dimension == 0 ? 0 : (int)((_isHalf ? info.ElementCount : _plain.Length) / _layerCount / batch / Dimension);
        if (shape.Length < batchAxis + 2 || (batch > 1 && shape[batchAxis] != batch))
        {
            throw new InvalidInputException(graph.OutputNames[0], $"has the shape [{string.Join(", ", shape)}]; it must be [batch, values] or [batch, frames, values], of a batch of {batch}");
        }

        if (_layers?.FirstOrDefault(layer => layer >= (int)shape[0] || layer < -(int)shape[0], int.MinValue) is int absent and not int.MinValue)
        {
            throw new InvalidInputException("layers", $"names {absent}; the output \"{graph.OutputNames[0]}\" has {shape[0]} layers, 0 to {shape[0] - 1}");
        }
    }

    /// <summary>Values per frame.</summary>
    public int Dimension { get; }

    /// <summary>Frames per row, padding included; 1 where the graph gives one vector per row.</summary>
    public int Frames { get; }

    /// <summary>False where the graph gives one vector per row.</summary>
    public bool HasFrameAxis { get; }

    /// <summary>Some of a row's frames, row-major; valid until the next call.</summary>
    public ReadOnlySpan<float> Read(int row, int shift, ReadOnlySpan<FrameSpan> spans)
    {
        if (spans.Length == 1 && _outputs.Count == 1 && _layers is null && !_isHalf)
        {
            return _plain.Slice(((row * Frames) + shift + spans[0].From) * Dimension, spans[0].Count * Dimension);
        }

        int count = 0;
        foreach (FrameSpan span in spans)
        {
            count += span.Count;
        }

        Span<float> sums = _buffers.ScratchOf(count * Dimension);
        int at = 0;
        foreach (FrameSpan span in spans)
        {
            Sum(row, shift + span.From, sums.Slice(at, span.Count * Dimension));
            at += span.Count * Dimension;
        }

        return sums;
    }

    private void Sum(int row, int frame, Span<float> sums)
    {
        bool isFirst = true;
        foreach (OrtValue output in _outputs)
        {
            for (int i = 0; i < (_layers?.Count ?? 1); i++)
            {
                int layer = _layers is null ? 0 : (_layers[i] + _layerCount) % _layerCount;
                AddTo(sums, output, ((((layer * _batch) + row) * Frames) + frame) * Dimension, isFirst);
                isFirst = false;
            }
        }
    }

    private void AddTo(Span<float> sums, OrtValue output, int at, bool isFirst)
    {
        ReadOnlySpan<float> values = _isHalf ? Singles(output, at, sums.Length) : output.GetTensorDataAsSpan<float>().Slice(at, sums.Length);
        if (isFirst)
        {
            values.CopyTo(sums);
        }
        else
        {
            TensorPrimitives.Add(sums, values, sums);
        }
    }

    private static float[] Singles(OrtValue output, int at, int count)
    {
        float[] singles = new float[count];
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<Float16, Half>(output.GetTensorDataAsSpan<Float16>()).Slice(at, count), singles);
        return singles;
    }
}
