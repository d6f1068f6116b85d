namespace MerExperiments.AudioText.Weights;

/// <summary>A tensor that lies in a safetensors file, in C order.</summary>
/// <param name="Name">Its name, e.g. <c>model.embed_tokens.weight</c>.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its extents; empty for a single number.</param>
/// <param name="File">The file.</param>
/// <param name="Offset">Its first byte, counted from the beginning of the file.</param>
/// <param name="Bytes">Its length in bytes.</param>
public sealed record SafetensorsTensor(string Name, SafetensorsElement Element, IReadOnlyList<long> Shape, string File, long Offset, long Bytes)
{
    /// <summary>The number of its elements.</summary>
    public long Elements => Bytes / ElementTypes.BytesOf(Element);
}
