using MerExperiments.AudioText.LanguageModels;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>Fills a model's weights from a published checkpoint and writes them as one, by their published names.</summary>
internal static class PublishedWeights
{
    /// <summary>The most bytes of one shard where nothing else is said.</summary>
    public const long UsualShard = 5_000_000_000;

    /// <summary>Longer names are not searched for the nearest: the search grows with the square of the length.</summary>
    private const int LongestName = 200;
    private const int MostCandidates = 400;

    /// <summary>Fills every target from a checkpoint, converting to its type and device; memory beside the targets stays under 10 MB.</summary>
    /// <param name="path">A folder, a .safetensors file or an index; see <see cref="SafetensorsCheckpoint.Open"/>.</param>
    /// <param name="targets">The weights by published name, e.g. <c>model.layers.0.self_attn.q_proj.weight</c>; no head's where it is tied to the embedding.</param>
    /// <param name="family">The family, which knows what the tensors are called.</param>
    /// <remarks>What a checkpoint may hold besides, because it changes nothing: buffers of rotary wavelengths, a tied head that equals the embedding, and
    /// biases of the attention's output that are all 0.</remarks>
    /// <exception cref="InvalidInputException">The checkpoint is damaged, or a tensor is missing, extra, of another shape or of a type weights are not read
    /// from; all at once, before any target is changed.</exception>
    public static void Load(string path, IReadOnlyDictionary<string, Tensor> targets, LanguageModelFamily family)
    {
        using var checkpoint = SafetensorsCheckpoint.Open(path);
        Check(path, checkpoint, targets, family);
        foreach ((string name, Tensor target) in targets)
        {
            checkpoint.ReadInto(name, target);
        }
    }

    /// <summary>Refuses a checkpoint that <see cref="Load"/> would refuse; of the targets only the shapes are looked at.</summary>
    /// <inheritdoc cref="Load"/>
    public static void Check(string path, IReadOnlyDictionary<string, Tensor> targets, LanguageModelFamily family)
    {
        using var checkpoint = SafetensorsCheckpoint.Open(path);
        Check(path, checkpoint, targets, family);
    }

    private static void Check(string path, SafetensorsCheckpoint checkpoint, IReadOnlyDictionary<string, Tensor> targets, LanguageModelFamily family)
    {
        string[] missing = [.. targets.Keys.Where(name => !checkpoint.Tensors.ContainsKey(name))];
        string[] extra = [.. checkpoint.Tensors.Keys.Where(name => !targets.ContainsKey(name))];
        List<Fault> faults = PrefixFault(path, missing, extra) is { } prefix
            ? [prefix]
            : [.. MissingFaults(path, missing, extra, family), .. ExtraFaults(checkpoint, targets, extra, family)];
        faults.AddRange(targets.SelectMany(target => TensorFaults(path, checkpoint, target.Key, target.Value)));
        FaultLimit.ThrowIfAny(path, faults);
    }

    /// <summary>Writes weights as a checkpoint that others read: <c>model.safetensors</c>, or shards and an index.</summary>
    /// <param name="folder">The folder; it must hold no safetensors yet.</param>
    /// <param name="weights">The weights by published name, in the order in which they fill shards.</param>
    /// <param name="type">The type they are converted to; null leaves each as it is.</param>
    /// <param name="largestShard">The most bytes of tensors in one shard.</param>
    /// <exception cref="InvalidInputException">The folder holds weights already.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Save(string folder, IReadOnlyDictionary<string, Tensor> weights, ScalarType? type = null, long largestShard = UsualShard) =>
        SafetensorsWriter.WriteSharded(
            folder, weights.Select(weight => (weight.Key, weight.Value)), largestShard, new Dictionary<string, string> { ["format"] = "pt" }, type);

    /// <summary>Where all missing tensors are there under names that differ by one prefix, that is the one thing to say.</summary>
    private static Fault? PrefixFault(string path, string[] missing, string[] extra)
    {
        if (missing.Length == 0)
        {
            return null;
        }

        var there = extra.ToHashSet(StringComparer.Ordinal);
        string head = missing[0].Split('.')[0] + ".";
        if (missing.All(name => name.StartsWith(head, StringComparison.Ordinal) && there.Contains(name[head.Length..])))
        {
            return new Fault(path, FormattableString.Invariant(
                $"has the names of {missing.Length} tensors without the prefix \"{head}\", e.g. {TensorNames.Quoted(missing[0][head.Length..])}; give the whole language model's checkpoint, or rename them"));
        }

        string? longer = extra.FirstOrDefault(name => name.EndsWith(missing[0], StringComparison.Ordinal));
        string added = longer?[..^missing[0].Length] ?? "";
        return added.Length > 0 && missing.All(name => there.Contains(added + name))
            ? new Fault(path, FormattableString.Invariant(
                $"has the names of {missing.Length} tensors with the prefix {TensorNames.Quoted(added)}, e.g. {TensorNames.Quoted(longer!)}; it is a larger model's: rename them without it"))
            : null;
    }

    private static IEnumerable<Fault> MissingFaults(string path, string[] missing, string[] extra, LanguageModelFamily family)
    {
        string[] candidates = [.. extra.Where(name => name.Length <= LongestName).Take(MostCandidates)];
        foreach (string name in missing)
        {
            string advice = name == family.Head
                ? "; where the head is the embedding, config.json must say \"tie_word_embeddings\": true"
                : NearestName.Of(name, candidates) is { } near ? $"; the nearest it holds is {TensorNames.Quoted(near)}" : "; config.json and weights must be of one model";
            yield return new Fault($"{path}: {TensorNames.Quoted(name)}", $"is missing{advice}");
        }
    }

    private static IEnumerable<Fault> ExtraFaults(SafetensorsCheckpoint checkpoint, IReadOnlyDictionary<string, Tensor> targets, string[] extra, LanguageModelFamily family)
    {
        foreach (string name in extra)
        {
            string? problem = name switch
            {
                _ when name.EndsWith(family.Wavelengths, StringComparison.Ordinal) => null,
                _ when name == family.Head => HeadIsEmbedding(checkpoint, family) ? null : "differs from the embedding; config.json must say \"tie_word_embeddings\": false",
                _ when name.EndsWith($".{family.Out}.bias", StringComparison.Ordinal) && IsZero(checkpoint, name) => null,
                _ => $"has no place in the model{Nearest(name, targets)}; config.json and weights must be of one model",
            };
            if (problem is not null)
            {
                yield return new Fault($"{checkpoint.Path}: {TensorNames.Quoted(name)}", problem);
            }
        }
    }

    private static string Nearest(string name, IReadOnlyDictionary<string, Tensor> targets) =>
        name.Length <= LongestName && NearestName.Of(name, targets.Keys) is { } near ? $", whose nearest tensor is {TensorNames.Quoted(near)}" : "";

    private static IEnumerable<Fault> TensorFaults(string path, SafetensorsCheckpoint checkpoint, string name, Tensor target)
    {
        if (!checkpoint.Tensors.TryGetValue(name, out SafetensorsTensor? tensor))
        {
            yield break;
        }

        if (!tensor.Shape.SequenceEqual(target.shape))
        {
            yield return new Fault(
                $"{path}: {TensorNames.Quoted(name)}",
                $"has the shape [{string.Join(", ", tensor.Shape)}]; config.json makes it [{string.Join(", ", target.shape)}]: the two must be of one model");
        }

        if (ElementTypes.WeightType(tensor.Element) is null)
        {
            yield return new Fault(
                $"{path}: {TensorNames.Quoted(name)}", $"holds {tensor.Element}; weights are read from {ElementTypes.Readable}: take the unquantised model");
        }
    }

    private static bool HeadIsEmbedding(SafetensorsCheckpoint checkpoint, LanguageModelFamily family)
    {
        SafetensorsTensor head = checkpoint.Tensors[family.Head];
        return checkpoint.Tensors.TryGetValue(family.Embedding, out SafetensorsTensor? embedding)
            && head.Element == embedding.Element && head.Shape.SequenceEqual(embedding.Shape) && SameBytes(checkpoint, family.Head, family.Embedding);
    }

    private static bool SameBytes(SafetensorsCheckpoint checkpoint, string one, string other)
    {
        using Stream left = checkpoint.OpenRaw(one);
        using Stream right = checkpoint.OpenRaw(other);
        byte[] a = new byte[1 << 20];
        byte[] b = new byte[1 << 20];
        for (int read; (read = left.ReadAtLeast(a, a.Length, throwOnEndOfStream: false)) > 0;)
        {
            right.ReadExactly(b, 0, read);
            if (!a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsZero(SafetensorsCheckpoint checkpoint, string name)
    {
        using Stream stream = checkpoint.OpenRaw(name);
        byte[] block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            if (block.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }
}
