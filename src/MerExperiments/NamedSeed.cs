using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MerExperiments;

/// <summary>A seed with a name: every random draw of a run comes from one, so that no draw depends on the order or timing of another.</summary>
/// <param name="Value">The 64-bit seed.</param>
public readonly record struct NamedSeed(ulong Value)
{
    /// <summary>The seed of a part of the work, e.g. <c>seed.For("trial", 3).For("fold", 0)</c>. Derived by SHA-256, the same on every machine.</summary>
    public NamedSeed For(string name, int index = 0)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Value}/{name}/{index}")));
        return new NamedSeed(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>The seed as a non-negative 31-bit number, for libraries that take an int.</summary>
    public int ToInt32() => (int)(Value & 0x7fffffff);

    /// <summary>A generator of its own, starting from this seed.</summary>
    public Random ToRandom() => new(ToInt32());
}
