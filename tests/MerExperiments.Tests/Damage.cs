namespace MerExperiments.Tests;

/// <summary>What a failing disk does to a file.</summary>
internal static class Damage
{
    /// <summary>Flips one bit in the last fifth of a file, which is data in every format.</summary>
    public static void FlipABit(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 5 * 4] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
