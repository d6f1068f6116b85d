using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Copies arrays into torch's own memory.</summary>
/// <remarks>A tensor made from a managed array keeps the array's address, which is aligned differently from run to run; matrix products sum in another
/// order where the alignment differs, so the same fit would give other bytes. Torch's own memory is always aligned to 64 bytes.</remarks>
internal static class TorchMemory
{
    /// <summary>A tensor of the given shape with the array's values.</summary>
    public static Tensor Copy(float[] values, params long[] shape)
    {
        using Tensor pinned = tensor(values, shape);
        return pinned.clone();
    }
}
