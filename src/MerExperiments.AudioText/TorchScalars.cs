using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText;

/// <summary>Arithmetic of tensors with numbers that are kept until libtorch has read them.</summary>
/// <remarks>TorchSharp turns a number into a native scalar that is freed when a collector finds nothing referring to it, and nothing does while libtorch reads it: a
/// collection in that moment makes the call fail, or read another number. Its sums of two tensors and its squares are no better: they make a scalar of
/// their own. So torch code here adds, squares and uses numbers by way of these; a test of the assemblies' instructions, and of TorchSharp's, holds it to that.</remarks>
internal static class TorchScalars
{
    private static readonly Scalar One = 1;

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, One);

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, double b)
    {
        using Scalar kept = b;
        return a.add(kept, One);
    }

    /// <summary>Adds b to a itself.</summary>
    public static Tensor Increase(this Tensor a, Scalar b) => a.add_(b, One);

    /// <summary>a * b.</summary>
    public static Tensor Times(this Tensor a, double b)
    {
        using Scalar kept = b;
        return a.mul(kept);
    }

    /// <summary>Multiplies a itself by b.</summary>
    public static Tensor Scale(this Tensor a, double b)
    {
        using Scalar kept = b;
        return a.mul_(kept);
    }

    /// <summary>a / b.</summary>
    public static Tensor Over(this Tensor a, double b)
    {
        using Scalar kept = b;
        return a.div(kept);
    }

    /// <summary>a times itself.</summary>
    public static Tensor Squared(this Tensor a)
    {
        using Scalar two = 2;
        return a.pow(two);
    }

    /// <summary>a, but nowhere below b.</summary>
    public static Tensor AtLeast(this Tensor a, double b)
    {
        using Scalar kept = b;
        return a.clamp(min: kept);
    }

    /// <summary>Bool: where a is not b.</summary>
    public static Tensor IsNot(this Tensor a, long b)
    {
        using Scalar kept = b;
        return a.ne(kept);
    }

    /// <summary>a, and b where the mask is true.</summary>
    public static Tensor Filled(this Tensor a, Tensor mask, double b)
    {
        using Scalar kept = b;
        return a.masked_fill(mask, kept);
    }

    /// <summary>a with rows of b added: row i of b to row rows[i].</summary>
    public static Tensor PlusRows(this Tensor a, Tensor rows, Tensor b) => a.index_add(0, rows, b, One);
}
