namespace MerExperiments.Media.Spectral;

/// <summary>Which mel scale, and how its bands are weighted.</summary>
public enum MelScale
{
    /// <summary>M. Slaney's Auditory Toolbox: linear below 1 kHz, logarithmic above; triangles in hertz, each of unit area. librosa, Whisper.</summary>
    Slaney,

    /// <summary>1127 ln(1 + f / 700), HTK's scale; triangles in mel, each of peak 1. Kaldi.</summary>
    Htk,
}
