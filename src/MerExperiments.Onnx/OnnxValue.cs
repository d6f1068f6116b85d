namespace MerExperiments.Onnx;

/// <summary>An input or output as a model file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Its element type; a number without a name where this toolkit has none for it.</param>
/// <param name="Shape">The length of each axis, -1 where it is free; null where the file declares no shape.</param>
public sealed record OnnxValue(string Name, OnnxElement Element, IReadOnlyList<long>? Shape);
