using System.Security.Cryptography;
using MerExperiments.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Writes and reads vectors of equal length as one .npy file, [vectors, values], stretch by stretch: they may be larger than an array can be.</summary>
internal static class TensorBlocks
{
    private const long Stretch = 1 << 22;

    /// <summary>Writes float32 vectors from any device.</summary>
    /// <returns>The SHA-256 of all that was written, in lower-case hexadecimal.</returns>
    public static string Write(Stream stream, IReadOnlyList<Tensor> blocks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var header = new MemoryStream();
        Npy.WriteHeader<float>(header, blocks.Count, blocks[0].numel());
        Put(header.ToArray());
        foreach (Tensor block in blocks)
        {
            foreach ((long start, long count) in Stretches(block))
            {
                using DisposeScope scope = NewDisposeScope();
                Put(block.narrow(0, start, count).cpu().bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Reads a file into vectors of the lengths that were written.</summary>
    /// <exception cref="InvalidInputException">The file holds other lengths.</exception>
    public static void Read(string path, IReadOnlyList<Tensor> blocks)
    {
        using FileStream stream = File.OpenRead(path);
        NpyArray array = Npy.ReadHeader(stream, path);
        if (!array.Shape.SequenceEqual([blocks.Count, blocks[0].numel()]))
        {
            throw new InvalidInputException(
                path, $"has the shape [{string.Join(", ", array.Shape)}]; it must be [{blocks.Count}, {blocks[0].numel()}]; delete it to train anew");
        }

        byte[] buffer = new byte[Math.Min(Stretch, blocks[0].numel()) * sizeof(float)];
        foreach (Tensor block in blocks)
        {
            foreach ((long start, long count) in Stretches(block))
            {
                using DisposeScope scope = NewDisposeScope();
                Span<byte> bytes = buffer.AsSpan(0, (int)count * sizeof(float));
                stream.ReadExactly(bytes);
                Tensor read = empty(count, ScalarType.Float32);
                read.bytes = bytes;
                block.narrow(0, start, count).copy_(read);
            }
        }
    }

    private static IEnumerable<(long Start, long Count)> Stretches(Tensor block)
    {
        long length = block.numel();
        for (long start = 0; start < length; start += Stretch)
        {
            yield return (start, Math.Min(Stretch, length - start));
        }
    }
}
