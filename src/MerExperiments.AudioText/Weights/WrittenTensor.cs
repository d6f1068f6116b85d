using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>A tensor on its way into a safetensors file.</summary>
internal sealed class WrittenTensor
{
    /// <summary>Readies a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its values.</param>
    /// <param name="type">What floating-point values become; null leaves them.</param>
    /// <exception cref="ArgumentException">The name or the type has no place in the format.</exception>
    public WrittenTensor(string name, Tensor values, ScalarType? type)
    {
        if (name.Length == 0 || name == "__metadata__")
        {
            throw new ArgumentException($"a tensor cannot be called {TensorNames.Quoted(name)}", nameof(name));
        }

        Type = type is { } wanted && is_floating_point(values.dtype) ? wanted : values.dtype;
        Element = ElementTypes.ElementOf(Type) ?? throw new ArgumentException($"{TensorNames.Quoted(name)} holds {Type}, which safetensors cannot", nameof(values));
        (Name, Values) = (name, values);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its values, not yet converted.</summary>
    public Tensor Values { get; }

    /// <summary>The type it is written as.</summary>
    public ScalarType Type { get; }

    /// <summary>The same, in the format's words.</summary>
    public SafetensorsElement Element { get; }

    /// <summary>The bytes it takes.</summary>
    public long Bytes => Values.numel() * ElementTypes.BytesOf(Element);

    /// <summary>Tensors in the order in which a file holds them.</summary>
    /// <exception cref="ArgumentException">A name stands twice, or one or its type has no place in the format.</exception>
    public static List<WrittenTensor> InOrder(IEnumerable<(string Name, Tensor Tensor)> tensors, ScalarType? type)
    {
        List<WrittenTensor> written = [.. tensors.Select(entry => new WrittenTensor(entry.Name, entry.Tensor, type))
            .OrderByDescending(tensor => ElementTypes.BytesOf(tensor.Element)).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        string? twice = written.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? written : throw new ArgumentException($"two tensors are called {TensorNames.Quoted(twice)}", nameof(tensors));
    }
}
