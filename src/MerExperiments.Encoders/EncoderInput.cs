namespace MerExperiments.Encoders;

/// <summary>What an encoder's first graph is fed.</summary>
public enum EncoderInput
{
    /// <summary>Float samples at 16 kHz, full scale at -1 and 1: [batch, samples].</summary>
    Waveform,

    /// <summary>Float samples at 16 kHz with the values of 16-bit integers: [batch, samples].</summary>
    WaveformInt16,

    /// <summary>The transcript's Unicode scalar values: int64 [batch, length].</summary>
    Codepoints,

    /// <summary>Face frames: uint8 [frames, 112, 112, 3], BGR.</summary>
    FaceFrames,
}
