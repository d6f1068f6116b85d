using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MerExperiments.Features;

/// <summary>Writes values in a table's precision, and hashes the bytes on their way.</summary>
internal sealed class HashedValues(Stream stream, FeaturePrecision precision) : IDisposable
{
    private const int BlockBytes = 1 << 16;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Writes some values.</summary>
    public void Write(ReadOnlySpan<float> values)
    {
        if (precision == FeaturePrecision.Single)
        {
            Write(MemoryMarshal.AsBytes(values));
            return;
        }

        var halves = new Half[values.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)values[i];
        }

        Write(MemoryMarshal.AsBytes<Half>(halves));
    }

    /// <summary>Copies bytes to the end of another stream.</summary>
    public void CopyFrom(Stream source)
    {
        byte[] block = new byte[BlockBytes];
        for (int read = source.Read(block); read > 0; read = source.Read(block))
        {
            Write(block.AsSpan(0, read));
        }
    }

    /// <summary>SHA-256 of all bytes written, in hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        stream.Write(bytes);
    }
}
