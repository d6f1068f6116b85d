namespace MerExperiments.AudioText.Weights;

/// <summary>What a safetensors header says of one tensor, before it is believed.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Place">The file, the name and the byte at which the entry stands, for faults.</param>
/// <param name="Element">The element type.</param>
/// <param name="Shape">The extents; each 0 or more.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record HeaderEntry(string Name, string Place, SafetensorsElement Element, long[] Shape, long Begin, long End);
