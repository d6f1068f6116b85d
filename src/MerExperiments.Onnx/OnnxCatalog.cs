using Microsoft.ML;

namespace MerExperiments.Onnx;

/// <summary>Where ML.NET's catalog offers what this room has.</summary>
public static class OnnxCatalog
{
    /// <summary>Applies an ONNX model to a column in batches, padding rows of different lengths.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="options">The model and the columns.</param>
    /// <param name="context">The context that saves the pipeline; a fresh one where null.</param>
    public static BatchedOnnxEstimator ApplyOnnxBatched(this TransformsCatalog catalog, BatchedOnnxOptions options, MLContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new BatchedOnnxEstimator(context ?? new MLContext(seed: 0), options);
    }
}
