namespace MerExperiments.Encoders;

/// <summary>How the number of a model's output frames follows from the samples it is fed: floor((samples - receptive field) / stride) + 1.</summary>
public sealed record FrameGeometry
{
    /// <summary>The samples that one frame sees before any attention, 1 or more; wav2vec2 and HuBERT: 400. 1 with padded convolutions, as in Whisper.</summary>
    public required int ReceptiveField { get; init; }

    /// <summary>The samples between two frames, 1 or more; wav2vec2, HuBERT and Whisper: 320.</summary>
    public required int Stride { get; init; }

    /// <summary>The frames of so many samples; 1 of fewer than the receptive field, which are padded to it.</summary>
    public int Frames(int samples) => samples < ReceptiveField ? 1 : ((samples - ReceptiveField) / Stride) + 1;
}
