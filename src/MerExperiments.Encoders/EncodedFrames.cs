namespace MerExperiments.Encoders;

/// <summary>The frame-level feature of one utterance: what the model gave for its own frames or tokens, nothing of padding.</summary>
/// <param name="Values">Row-major [<paramref name="Count"/>, <see cref="EncoderCard.FrameDimension"/>].</param>
/// <param name="Count">The number of frames, 0 or more; 0 where a text holds special tokens only.</param>
public sealed record EncodedFrames(float[] Values, int Count);
