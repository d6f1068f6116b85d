using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Encoders.Inference;

/// <summary>The memory in which one thread feeds a graph, used again from batch to batch.</summary>
internal sealed class StageBuffers : IDisposable
{
    private readonly TensorBlock[] _blocks;
    private readonly OrtValue[] _values;

    /// <summary>One block per input of the graph, in the order of their elements.</summary>
    public StageBuffers(IReadOnlyList<OnnxElement> elements)
    {
        _blocks = [.. elements.Select(element => new TensorBlock(element))];
        _values = new OrtValue[_blocks.Length];
    }

    /// <summary>Options of a run, of which there is one per thread.</summary>
    public RunOptions Options { get; } = new();

    /// <summary>Where frames are summed or gathered; grows to the largest row.</summary>
    public float[] Scratch { get; private set; } = [];

    /// <summary>An input's block.</summary>
    public TensorBlock this[int input] => _blocks[input];

    /// <summary>The inputs as they are fed.</summary>
    public OrtValue[] Values()
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            _values[i] = _blocks[i].Value;
        }

        return _values;
    }

    /// <summary>Scratch memory of at least so many values.</summary>
    public Span<float> ScratchOf(int values)
    {
        if (Scratch.Length < values)
        {
            Scratch = GC.AllocateUninitializedArray<float>(values);
        }

        return Scratch.AsSpan(0, values);
    }

    public void Dispose()
    {
        Options.Dispose();
        Array.ForEach(_blocks, block => block.Dispose());
    }
}
