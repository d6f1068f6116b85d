using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MerExperiments.AudioText.Tensors;

/// <summary>Draws which values dropout keeps, eight at a time: xoshiro128++ (arXiv 1805.01407), one generator in each lane, their states by SplitMix64 from the seed.</summary>
/// <remarks>The same seed gives the same values whatever the processor: the lanes are eight also where its vectors are shorter or longer.</remarks>
internal static class DropoutDraw
{
    private const int DrawnBits = 24;

    /// <summary>Writes 0 for a value that is dropped and 1 / (1 - share) for one that is kept.</summary>
    /// <param name="kept">Where to write.</param>
    /// <param name="share">The chance of being dropped, 0 up to but not 1.</param>
    /// <param name="seed">The seed of all draws.</param>
    public static void Fill(Span<float> kept, double share, NamedSeed seed)
    {
        ulong state = seed.Value;
        Vector256<uint> a = Lanes(ref state), b = Lanes(ref state), c = Lanes(ref state), d = Lanes(ref state);
        Vector256<int> limit = Vector256.Create((int)Math.Round(share * (1 << DrawnBits)));
        Vector256<float> gain = Vector256.Create((float)(1 / (1 - share)));
        Span<Vector256<float>> eights = MemoryMarshal.Cast<float, Vector256<float>>(kept);
        for (int i = 0; i <= eights.Length; i++)
        {
            Vector256<uint> drawn = Rotated(a + d, 7) + a;
            Vector256<float> chosen = Vector256.GreaterThanOrEqual((drawn >>> (32 - DrawnBits)).AsInt32(), limit).AsSingle() & gain;
            if (i < eights.Length)
            {
                eights[i] = chosen;
            }
            else
            {
                WriteRest(chosen, kept[(i * Vector256<float>.Count)..]);
            }

            Vector256<uint> shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = Rotated(d, 11);
        }
    }

    private static void WriteRest(Vector256<float> chosen, Span<float> rest)
    {
        Span<float> all = stackalloc float[Vector256<float>.Count];
        chosen.CopyTo(all);
        all[..rest.Length].CopyTo(rest);
    }

    private static Vector256<uint> Rotated(Vector256<uint> x, int by) => (x << by) | (x >>> (32 - by));

    private static Vector256<uint> Lanes(ref ulong state) =>
        Vector256.Create(SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state)).AsUInt32();

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
