namespace MerExperiments.Media.Decoding;

/// <summary>A clip's first video track that is not a cover picture, as its container describes it.</summary>
/// <param name="Codec">ffmpeg's name of the codec, e.g. <c>h264</c>.</param>
/// <param name="Width">Pixels per row as stored, before any rotation.</param>
/// <param name="Height">Rows as stored.</param>
/// <param name="FramesPerSecond">The mean over the track; null where the container does not say.</param>
public sealed record VideoTrack(string Codec, int Width, int Height, double? FramesPerSecond);
