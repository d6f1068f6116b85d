using CsCheck;

namespace MerExperiments.AudioText.Tests.Weights;

/// <summary>Generators of given values.</summary>
internal static class AnyOf
{
    /// <summary>One of these.</summary>
    public static Gen<T> These<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
