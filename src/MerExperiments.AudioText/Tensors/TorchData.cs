using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tensors;

/// <summary>Tensors whose values come from arrays or from a seed, always in torch's own memory.</summary>
/// <remarks>A tensor made from a managed array keeps the array's address, which is aligned differently from run to run; matrix products sum in another
/// order where the alignment differs, so the same fit would give other bytes. Random values are drawn on the CPU, so that every device starts from the same.</remarks>
internal static class TorchData
{
    /// <summary>A copy of the array on a device.</summary>
    public static Tensor Copy(float[] values, Device device, params long[] shape)
    {
        using Tensor pinned = tensor(values, shape);
        return Own(pinned, device);
    }

    /// <inheritdoc cref="Copy(float[], Device, long[])"/>
    public static Tensor Copy(long[] values, Device device, params long[] shape)
    {
        using Tensor pinned = tensor(values, shape);
        return Own(pinned, device);
    }

    /// <summary>Normally distributed values of mean 0.</summary>
    public static Tensor Normal(NamedSeed seed, double deviation, Device device, ScalarType type, params long[] shape)
    {
        using var generator = new Generator(unchecked((ulong)seed.ToInt32()));
        using Tensor drawn = randn(shape, float32, generator: generator).Scale(deviation);
        return drawn.to(type, device, copy: true);
    }

    /// <summary>The values with a share of them set to 0 and the others scaled so that the mean stays; which ones follows from the seed alone.</summary>
    public static Tensor Drop(Tensor values, double share, NamedSeed? seed)
    {
        if (seed is not { } drawn || share == 0)
        {
            return values;
        }

        using Tensor kept = values.device.type == TorchSharp.DeviceType.CPU ? DrawnHere(values, share, drawn) : DrawnThere(values, share, drawn);
        return values * kept;
    }

    /// <summary>The float32 values of a contiguous tensor in the processor's memory, to be read or written while the tensor lives.</summary>
    public static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>Torch draws on the processor one value at a time; this is a quarter of what a small model's dropout then costs.</summary>
    private static Tensor DrawnHere(Tensor like, double share, NamedSeed seed)
    {
        Tensor kept = empty(like.shape, ScalarType.Float32);
        DropoutDraw.Fill(Values(kept), share, seed);
        if (like.dtype == ScalarType.Float32)
        {
            return kept;
        }

        using (kept)
        {
            return kept.to(like.dtype);
        }
    }

    private static Tensor DrawnThere(Tensor like, double share, NamedSeed seed)
    {
        using var generator = new Generator(unchecked((ulong)seed.ToInt32()), like.device);
        return empty_like(like).bernoulli_(1 - share, generator).Over(1 - share);
    }

    private static Tensor Own(Tensor pinned, Device device) => device.type == TorchSharp.DeviceType.CPU ? pinned.clone() : pinned.to(device, copy: true);
}
