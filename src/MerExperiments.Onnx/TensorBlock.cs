using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MerExperiments.Onnx;

/// <summary>The memory of one model input, written in place and used again from batch to batch; it grows to the largest batch.</summary>
/// <remarks>Values are converted to the model's element type as they are written: floats to 16-bit floats, 64-bit integers to whatever the
/// model takes. Not thread-safe.</remarks>
public sealed class TensorBlock(OnnxElement element) : IDisposable
{
    private const int MostShapes = 256;
    private readonly Dictionary<(long First, long Values), OrtValue> _values = [];
    private byte[] _bytes = [];
    private OrtValue? _value;

    /// <summary>Gives the block a shape; its content is then undefined until it is written.</summary>
    /// <remarks>Tensors of shapes seen before are kept; a block always has shapes of one rank that differ in their first axes.</remarks>
    public void Reshape(params ReadOnlySpan<long> shape)
    {
        long values = 1;
        foreach (long length in shape)
        {
            values *= length;
        }

        int bytes = checked((int)(values * SizeOf(element)));
        if (bytes > _bytes.Length || _values.Count == MostShapes)
        {
            Forget();
            _bytes = bytes > _bytes.Length ? GC.AllocateUninitializedArray<byte>(bytes, pinned: true) : _bytes;
        }

        if (!_values.TryGetValue((shape[0], values), out _value))
        {
            _value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, (TensorElementType)element, shape.ToArray(), Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0), bytes);
            _values.Add((shape[0], values), _value);
        }
    }

    /// <summary>The tensor over this memory; valid until the next <see cref="Reshape"/>.</summary>
    public OrtValue Value => _value ?? throw new InvalidOperationException("the block has no shape yet");

    /// <summary>Writes floats from an element on.</summary>
    public void Put(int at, ReadOnlySpan<float> values)
    {
        if (element == OnnxElement.Single)
        {
            values.CopyTo(Of<float>(at));
        }
        else if (element == OnnxElement.Half)
        {
            TensorPrimitives.ConvertToHalf(values, Of<Half>(at));
        }
        else
        {
            throw Refused("floats");
        }
    }

    /// <summary>Writes bytes from an element on.</summary>
    public void Put(int at, ReadOnlySpan<byte> values) => values.CopyTo(element == OnnxElement.Byte ? Of<byte>(at) : throw Refused("bytes"));

    /// <summary>Writes integers from an element on.</summary>
    public void Put(int at, ReadOnlySpan<long> values)
    {
        if (element == OnnxElement.Int64)
        {
            values.CopyTo(Of<long>(at));
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            Fill(at + i, 1, values[i]);
        }
    }

    /// <summary>Writes one value into so many elements.</summary>
    public void Fill(int at, int count, long value)
    {
        switch (element)
        {
            case OnnxElement.Single:
                Of<float>(at)[..count].Fill(value);
                break;
            case OnnxElement.Half:
                Of<Half>(at)[..count].Fill((Half)value);
                break;
            case OnnxElement.Int64:
                Of<long>(at)[..count].Fill(value);
                break;
            case OnnxElement.Int32:
                Of<int>(at)[..count].Fill(checked((int)value));
                break;
            default:
                Of<byte>(at)[..count].Fill(element == OnnxElement.Boolean ? (byte)(value == 0 ? 0 : 1) : checked((byte)value));
                break;
        }
    }

    /// <summary>The elements from one on, for floats that are computed in place; empty where the model takes no 32-bit floats.</summary>
    public Span<float> Floats(int at) => element == OnnxElement.Single ? Of<float>(at) : [];

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private static int SizeOf(OnnxElement element) => element switch
    {
        OnnxElement.Byte or OnnxElement.Boolean => 1,
        OnnxElement.Half => 2,
        OnnxElement.Int64 => 8,
        OnnxElement.Single or OnnxElement.Int32 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "is an element type that is not fed here"),
    };

    private void Forget()
    {
        foreach (OrtValue value in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
        _value = null;
    }

    private InvalidOperationException Refused(string what) => new($"{what} cannot be fed to an input of type {element}");

    private Span<T> Of<T>(int at)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan())[at..];
}
