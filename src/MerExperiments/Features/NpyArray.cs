namespace MerExperiments.Features;

/// <summary>An array as an .npy file holds it.</summary>
/// <param name="Shape">The length of each axis; empty for a scalar.</param>
/// <param name="Type">NumPy's type code without byte order: f2, f4, f8, u1, i4 or i8. Always little-endian.</param>
/// <param name="DataOffset">Where the values start in the file, in bytes.</param>
public sealed record NpyArray(IReadOnlyList<long> Shape, string Type, long DataOffset)
{
    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>Bytes per value.</summary>
    public int ItemSize => Type[1] - '0';
}
