namespace MerExperiments.Media.Transcripts;

/// <summary>What a recogniser's model is fed.</summary>
public enum TranscriberFeatures
{
    /// <summary>Samples, [1, n], full scale at 1.</summary>
    Waveform,

    /// <summary>Samples of the whole clip brought to mean 0 and variance 1, [1, n], as wav2vec2 and HuBERT were trained.</summary>
    WaveformNormalised,

    /// <summary>Kaldi's filter bank, [1, frames, values], with stacking, shift and scale as the card says.</summary>
    KaldiFbank,

    /// <summary>Whisper's log-mel energies of 30 s, [1, bands, 3000].</summary>
    LogMel,
}
