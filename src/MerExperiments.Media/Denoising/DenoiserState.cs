namespace MerExperiments.Media.Denoising;

/// <summary>A recurrent state: zeros before a clip's first frame, then what the frame before left.</summary>
/// <param name="Input">The tensor it is fed as.</param>
/// <param name="Output">The tensor it comes out of.</param>
/// <param name="Shape">Its shape, all lengths fixed.</param>
public sealed record DenoiserState(string Input, string Output, IReadOnlyList<int> Shape);
