using MerExperiments.Settings;

namespace MerExperiments.Media.Preparation;

/// <summary>What is done to the sound of one version of a corpus.</summary>
/// <param name="Noisy">Whether the experiment's noise is mixed in.</param>
/// <param name="Denoised">Whether the experiment's denoiser then runs over it.</param>
public readonly record struct SoundTreatment(bool Noisy, bool Denoised)
{
    /// <summary>What an experiment's settings ask for where it compares no conditions.</summary>
    public static SoundTreatment Of(PrepareOptions prepare) => new(prepare.HasNoise, prepare.Denoise != NamesAttribute.None);

    /// <summary>True where the sound stays as it was recorded.</summary>
    public bool IsNone => this == default;

    /// <summary>The treatment in words, e.g. <c>clean sound</c> or <c>sound with babble at 5 to 10 dB, denoised by gtcrn</c>.</summary>
    public string Describe(PrepareOptions prepare)
    {
        return (Noisy ? FormattableString.Invariant($"sound with {prepare.Noise.Kind} at {prepare.Babble.LowDb} to {prepare.Babble.HighDb} dB") : "clean sound") + (Denoised ? $", denoised by {prepare.Denoise}" : "");
    }
}
