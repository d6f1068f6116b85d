namespace MerExperiments.Onnx;

/// <summary>A tensor that a model file must have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Its element type.</param>
/// <param name="Rank">Its number of axes.</param>
public sealed record OnnxTensor(string Name, OnnxElement Element, int Rank);
