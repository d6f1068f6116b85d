using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using MerExperiments.Storage;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>Writes safetensors files that are whole or absent.</summary>
/// <remarks>The same tensors give the same bytes, in whatever order they are given: they lie by falling size of their elements, which keeps them aligned, then
/// by name. Tensors are written block by block; no second copy of the weights is made, whatever device they are on.</remarks>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int BlockElements = 2 << 20;
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and tensors; enumerated once, and not disposed of.</param>
    /// <param name="metadata">Texts to carry along; null for none.</param>
    /// <param name="type">The type floating-point tensors are converted to while they are written; null leaves each as it is.</param>
    /// <exception cref="ArgumentException">A name stands twice, is empty or kept for the format, or a tensor's type has no place in it.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; no part of the file is left under its name.</exception>
    public static void Write(
        string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null, ScalarType? type = null)
    {
        List<WrittenTensor> written = WrittenTensor.InOrder(tensors, type);
        byte[] header = Header(written, metadata ?? new Dictionary<string, string>());
        CheckedFile.Write(path, stream =>
        {
            stream.Write(header);
            written.ForEach(tensor => WriteValues(stream, tensor));
        });
    }

    /// <summary>Writes shards and their index, <c>model.safetensors.index.json</c>, which comes last; or one <c>model.safetensors</c> where all fits into it.</summary>
    /// <param name="folder">The folder; made where it is absent. It must hold no safetensors yet.</param>
    /// <param name="tensors">Names and tensors, in the order in which they fill the shards.</param>
    /// <param name="largestShard">The most bytes of tensors in one shard, 1 or more; a larger tensor has a shard of its own.</param>
    /// <param name="metadata">Texts for each shard to carry along; null for none.</param>
    /// <param name="type">As for <see cref="Write"/>.</param>
    /// <exception cref="InvalidInputException">The folder holds weights already; an index would mix old and new.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Write"/>.</exception>
    /// <exception cref="IOException">As for <see cref="Write"/>; shards without an index may be left.</exception>
    public static void WriteSharded(
        string folder,
        IEnumerable<(string Name, Tensor Tensor)> tensors,
        long largestShard,
        IReadOnlyDictionary<string, string>? metadata = null,
        ScalarType? type = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largestShard, 1);
        Directory.CreateDirectory(folder);
        if (SafetensorsCheckpoint.FilesIn(folder).Any() || File.Exists(Path.Combine(folder, SafetensorsIndex.FileName)))
        {
            throw new InvalidInputException(folder, "holds safetensors already; choose an empty folder, or delete them first");
        }

        List<(string Name, Tensor Tensor)> all = [.. tensors];
        List<List<(string Name, Tensor Tensor)>> shards = Shards(all, largestShard, type);
        string[] names = [.. shards.Select((_, i) => shards.Count == 1 ? "model.safetensors" : FormattableString.Invariant($"model-{i + 1:00000}-of-{shards.Count:00000}.safetensors"))];
        WrittenTensor.InOrder(all, type);
        for (int i = 0; i < shards.Count; i++)
        {
            Write(Path.Combine(folder, names[i]), shards[i], metadata, type);
        }

        if (shards.Count > 1)
        {
            CheckedFile.Write(Path.Combine(folder, SafetensorsIndex.FileName), stream => WriteIndex(stream, shards, names, type));
        }
    }

    private static List<List<(string Name, Tensor Tensor)>> Shards(List<(string Name, Tensor Tensor)> tensors, long largest, ScalarType? type)
    {
        var shards = new List<List<(string Name, Tensor Tensor)>> { new() };
        long filled = 0;
        foreach ((string Name, Tensor Tensor) entry in tensors)
        {
            long bytes = new WrittenTensor(entry.Name, entry.Tensor, type).Bytes;
            if (shards[^1].Count > 0 && bytes > largest - filled)
            {
                shards.Add([]);
                filled = 0;
            }

            shards[^1].Add(entry);
            filled += bytes;
        }

        return shards;
    }

    private static void WriteIndex(Stream stream, List<List<(string Name, Tensor Tensor)>> shards, string[] names, ScalarType? type)
    {
        using var json = new Utf8JsonWriter(stream, Json with { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteNumber("total_size", shards.SelectMany(shard => shard).Sum(entry => new WrittenTensor(entry.Name, entry.Tensor, type).Bytes));
        json.WriteEndObject();
        json.WriteStartObject("weight_map");
        foreach ((string name, string shard) in shards.SelectMany((shard, i) => shard.Select(entry => (entry.Name, names[i]))).OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            json.WriteString(name, shard);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Header(List<WrittenTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var text = new MemoryStream();
        text.Write(new byte[sizeof(ulong)]);
        using (var json = new Utf8JsonWriter(text, Json))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            WriteEntries(json, tensors);
            json.WriteEndObject();
        }

        while (text.Length % Alignment != 0)
        {
            text.WriteByte((byte)' ');
        }

        byte[] header = text.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - sizeof(ulong)));
        return header;
    }

    private static void WriteEntries(Utf8JsonWriter json, List<WrittenTensor> tensors)
    {
        long at = 0;
        foreach (WrittenTensor tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Element.ToString());
            json.WriteStartArray("shape");
            foreach (long extent in tensor.Values.shape)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(at);
            json.WriteNumberValue(at += tensor.Bytes);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteValues(Stream stream, WrittenTensor tensor)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Tensor flat = tensor.Values.detach().contiguous().view(-1);
        for (long at = 0; at < flat.numel(); at += BlockElements)
        {
            using var inner = NewDisposeScope();
            Tensor block = flat.narrow(0, at, Math.Min(BlockElements, flat.numel() - at)).to(tensor.Type).cpu();
            stream.Write(block.bytes);
        }
    }
}
