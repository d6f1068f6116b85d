using System.Numerics;
using System.Runtime.InteropServices;

namespace MerExperiments.AudioText.Training;

/// <summary>AdamW's step over one stretch of weights in the processor's memory, in one pass: everything is read once and written once.</summary>
/// <remarks>The same formulas as torch's, value by value, so neither the stretch's length nor the width of a vector changes a result by more than its last bit.</remarks>
/// <param name="MeanDecay">The decay of the gradients' mean.</param>
/// <param name="MeanGain">One less that.</param>
/// <param name="SquareDecay">The decay of their squares' mean.</param>
/// <param name="SquareGain">One less that.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="Rate">The learning rate over the correction of a mean that started at 0.</param>
/// <param name="RootScale">One over the root of the squares' correction.</param>
/// <param name="Shrink">What decayed weights are multiplied by; 1 for the others.</param>
internal readonly record struct FusedStep(
    float MeanDecay, float MeanGain, float SquareDecay, float SquareGain, float Epsilon, float Rate, float RootScale, float Shrink)
{
    /// <summary>Takes the step and sets the gradients to 0. All four are equally long, a multiple of the width of the widest vector, 16.</summary>
    /// <param name="values">The weights.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="mean">The gradients' mean.</param>
    /// <param name="square">Their squares' mean.</param>
    public void Take(Span<byte> values, Span<byte> gradients, Span<byte> mean, Span<byte> square)
    {
        Span<Vector<float>> w = Wide(values), g = Wide(gradients), m = Wide(mean), v = Wide(square);
        for (int i = 0; i < w.Length; i++)
        {
            Vector<float> gradient = g[i];
            Vector<float> average = (m[i] * MeanDecay) + (gradient * MeanGain);
            Vector<float> power = (v[i] * SquareDecay) + (gradient * gradient * SquareGain);
            m[i] = average;
            v[i] = power;
            w[i] = (w[i] * Shrink) - (average * Rate / ((Vector.SquareRoot(power) * RootScale) + new Vector<float>(Epsilon)));
        }

        gradients.Clear();
    }

    private static Span<Vector<float>> Wide(Span<byte> values) => MemoryMarshal.Cast<byte, Vector<float>>(values);
}
