namespace MerExperiments.Encoders;

/// <summary>What an encoder's first graph is fed.</summary>
public enum EncoderInput
{
    /// <summary>Float samples at 16 kHz, full scale at -1 and 1: [batch, samples].</summary>
    Waveform,

    /// <summary>Float samples at 16 kHz with the values of 16-bit integers: [batch, samples].</summary>
    WaveformInt16,

    /// <summary>Float samples at 16 kHz, scaled to mean 0 and variance 1 over the clip's own samples, as wav2vec2 and HuBERT take them: [batch, samples].</summary>
    WaveformNormalised,

    /// <summary>Whisper's log-mel energies of 30 s: [batch, bands, 3000].</summary>
    LogMel,

    /// <summary>The transcript's Unicode scalar values: int64 [batch, length], with 0 after a text's end, by which the graph knows padding.</summary>
    Codepoints,

    /// <summary>The transcript's tokens, by the card's tokenizer: [batch, length].</summary>
    Tokens,

    /// <summary>Face frames: uint8 [frames, 112, 112, 3], BGR.</summary>
    FaceFrames,

    /// <summary>Face frames as floats, in the size, channels, layout and scale of the card's image section.</summary>
    Images,
}
