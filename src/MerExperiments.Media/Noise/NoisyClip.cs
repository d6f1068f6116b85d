namespace MerExperiments.Media.Noise;

/// <summary>A clip with noise added, and what was done to it.</summary>
/// <param name="Sound">The noisy clip.</param>
/// <param name="SnrDb">The signal-to-noise ratio drawn, in decibels.</param>
/// <param name="AchievedSnrDb">The ratio measured on what was added, within 0.01 dB of the one drawn; null where nothing was, because the clip or
/// the noise was silent.</param>
/// <param name="Gain">What the sum was multiplied by to stay within full scale; 1 where it did.</param>
public sealed record NoisyClip(Waveform Sound, int SnrDb, double? AchievedSnrDb, float Gain)
{
    /// <summary>True where noise was added.</summary>
    public bool HasNoise => AchievedSnrDb is not null;
}
