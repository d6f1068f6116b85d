namespace MerExperiments.Pipeline.Datasets;

/// <summary>What is kept in an unpacked folder: which archive it was, and how much it held.</summary>
/// <param name="Sha256">The archive's SHA-256, lower case.</param>
/// <param name="Files">Files unpacked.</param>
/// <param name="Bytes">Bytes unpacked.</param>
internal sealed record UnpackNote(string Sha256, int Files, long Bytes);
