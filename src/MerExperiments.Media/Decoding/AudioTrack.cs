namespace MerExperiments.Media.Decoding;

/// <summary>A clip's first audio track, as its container describes it.</summary>
/// <param name="Codec">ffmpeg's name of the codec, e.g. <c>aac</c>.</param>
/// <param name="SampleRateHz">Samples per second and channel.</param>
/// <param name="Channels">Channels; reading averages them.</param>
public sealed record AudioTrack(string Codec, int SampleRateHz, int Channels);
