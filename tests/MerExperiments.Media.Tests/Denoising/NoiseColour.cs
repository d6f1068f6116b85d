namespace MerExperiments.Media.Tests.Denoising;

/// <summary>The spectrum of a stationary noise.</summary>
public enum NoiseColour
{
    White,
    Pink,
}
