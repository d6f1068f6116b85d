namespace MerExperiments.Media.Denoising;

/// <summary>How a denoiser's graphs are fed.</summary>
public enum DenoiserKind
{
    /// <summary>One graph, one spectrum [1, bins, 1, 2] at a time, with recurrent states; it gives the clean spectrum. GTCRN.</summary>
    StreamingSpectrum,

    /// <summary>Two graphs with recurrent states: magnitudes [1, 1, bins] to a mask, then the masked frame [1, 1, samples] to the clean frame. DTLN.</summary>
    StreamingTwoStage,

    /// <summary>One graph, a piece of waveform to one or more waveforms of the same length. MossFormer2.</summary>
    Waveform,
}
