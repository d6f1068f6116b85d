namespace MerExperiments.Media.Denoising;

/// <summary>A kind of denoiser at its model's own rate. Thread-safe.</summary>
internal interface IEnhancer : IDisposable
{
    /// <summary>Denoises a clip.</summary>
    /// <param name="noisy">The clip at the model's rate, one sample or more.</param>
    /// <returns>As many samples.</returns>
    float[] Enhance(ReadOnlyMemory<float> noisy);
}
