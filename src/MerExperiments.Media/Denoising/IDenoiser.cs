namespace MerExperiments.Media.Denoising;

/// <summary>Turns a noisy clip into a cleaner one. Thread-safe: several clips may be denoised at once, and each comes out as it would alone.</summary>
public interface IDenoiser : IDisposable
{
    /// <summary>The name, as experiments.json gives it.</summary>
    string Name { get; }

    /// <summary>The clip without the noise.</summary>
    /// <param name="sound">A clip at 16 kHz of one sample or more.</param>
    /// <returns>As many samples at 16 kHz, all finite, in step with the input (no delay). A silent clip comes back as it is.</returns>
    /// <exception cref="ClipException">The model gave NaN or infinity for this clip, or could not run on it.</exception>
    Waveform Denoise(Waveform sound);
}
